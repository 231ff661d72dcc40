import { expect, it } from 'vitest';
import type { AslObject, Json } from './asl-states.ts';
import { lintDefinition } from './lint-definition.ts';

const retry: Json = [
  {
    ErrorEquals: ['TransientError', 'Lambda.TooManyRequestsException', 'Lambda.ServiceException'],
    IntervalSeconds: 1,
    MaxAttempts: 3,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
];
const caught: Json = [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }];
const aTask = (overrides: AslObject = {}): AslObject => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:123456789012:function:judge-run:7',
  TimeoutSeconds: 60,
  Retry: retry,
  Catch: caught,
  Next: 'Done',
  ...overrides,
});
const aMap = (config: AslObject, task: AslObject, overrides: AslObject = {}): AslObject => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: config, StartAt: 'Inner', States: { Inner: task } },
  Catch: caught,
  Next: 'Done',
  ...overrides,
});
const distributed = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
const { Next: _next, Catch: _catch, ...inner } = aTask();
const innerTask: AslObject = { ...inner, End: true };
const reader: Json = {
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: { InputType: 'JSON' },
  Parameters: { Bucket: 'b', Key: 'k' },
};

const machine = (state: AslObject): AslObject => ({
  StartAt: 'Work',
  States: { Work: state, Done: { Type: 'Succeed' }, Failed: { Type: 'Fail' } },
});

it.each([
  ['a task', aTask()],
  ['a distributed map', aMap(distributed, innerTask, { ItemReader: reader, Label: 'chunks' })],
  ['an inline map', aMap({ Mode: 'INLINE' }, innerTask)],
  [
    'a map with a variable of its own',
    aMap(distributed, { ...innerTask, Assign: { inner: 1 } }, { Assign: { outer: 1 } }),
  ],
])('accepts %s as it should be', (_, state) => {
  expect(lintDefinition(machine(state))).toEqual([]);
});

const { TimeoutSeconds: _timeout, ...endless } = aTask();
const { Retry: _retry, ...unretried } = aTask();
const { Catch: _caught, ...uncaught } = aTask();
const withoutJitter = (retry as AslObject[]).map(({ JitterStrategy: _, ...rest }) => rest);
const hurried = (retry as AslObject[]).map((retrier) => ({ ...retrier, BackoffRate: 1 }));
const all = { ErrorEquals: ['States.ALL'], Next: 'Failed' };
const timeout = { ErrorEquals: ['States.Timeout'], Next: 'Failed' };

it.each([
  ['a next state that is not there', aTask({ Next: 'Nowhere' }), /Nowhere/],
  ['no timeout', endless, /no TimeoutSeconds/],
  ['no retry', unretried, /does not retry transient/],
  ['a retry of other errors only', aTask({ Retry: [{ ErrorEquals: ['X'], JitterStrategy: 'FULL' }] }), /not retry/],
  ['a retry without jitter', aTask({ Retry: withoutJitter }), /JitterStrategy/],
  ['a retry that does not back off', aTask({ Retry: hurried }), /BackoffRate/],
  ['no catch', uncaught, /no Catch/],
  ['States.ALL before other catchers', aTask({ Catch: [all, timeout] }), /States.ALL before/],
  ['States.ALL beside others', aTask({ Catch: [{ ...all, ErrorEquals: ['X', 'States.ALL'] }] }), /States.ALL/],
  ['a reader on an inline map', aMap({ Mode: 'INLINE' }, innerTask, { ItemReader: reader }), /ItemReader, which only/],
  [
    'a tolerance on an inline map',
    aMap({ Mode: 'INLINE' }, innerTask, { ToleratedFailurePercentage: 5 }),
    /ToleratedFailurePercentage, which only/,
  ],
  ['a long label', aMap(distributed, innerTask, { Label: 'x'.repeat(41) }), /more than 40/],
  [
    'a token inside an express map',
    aMap(distributed, {
      ...innerTask,
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'f', Payload: {} },
    }),
    /task token/,
  ],
  [
    'an unknown input type',
    aMap(distributed, innerTask, { ItemReader: { ...(reader as AslObject), ReaderConfig: { InputType: 'XML' } } }),
    /InputType XML|InputType/,
  ],
  [
    'a variable of an outer scope assigned inside a map',
    aMap(distributed, { ...innerTask, Assign: { step: 'Inner' } }, { Catch: [{ ...all, Assign: { step: 'Work' } }] }),
    /state Inner assigns step/,
  ],
  ['no catch inside or around', aMap(distributed, innerTask, { Catch: [] }), /state Inner has no Catch/],
])('refuses %s', (_, state, complaint) => {
  expect(lintDefinition(machine(state)).join('\n')).toMatch(complaint);
});
