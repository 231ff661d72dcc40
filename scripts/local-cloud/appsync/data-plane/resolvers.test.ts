import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RunningService } from '../../simulators/kit/http-service.ts';
import { startAppSync } from '../server.ts';
import { anApi, control, PASS_THROUGH, type TestApi } from '../testing/an-api.ts';
import { type FakeLambda, named, never, startFakeLambda } from '../testing/fake-lambda.ts';

const SDL = `
  input Filter { since: AWSDateTime tags: [String!] }
  type Query { rows(count: Int!, filter: Filter, extra: AWSJSON): [Row!] fails(how: String!): String missing: String slow: String
    short: [Row!] piped(n: Int!): Int guarded(n: Int!): Int imports: String many: [Row!] broken: String }
  type Row { id: ID! label: String odd: String }
  type Mutation { publish(stage: String!, runId: ID!): Progress }
  type Progress { stage: String! runId: ID! }`;
const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id) }));
type Event = { arguments: { count: number; how: string }; source: { id: string } };
const functions = {
  rows: ({ arguments: { count } }: Event) => rows(count),
  labels: (events: Event[]) => events.map(({ source }) => ({ data: `label ${source.id}` })),
  odd: (events: Event[]) =>
    events.map(({ source }) =>
      Number(source.id) % 2 ? { errorMessage: 'is odd', errorType: 'Odd' } : { data: 'even' },
    ),
  fails: ({ arguments: { how } }: Event) => {
    throw how === 'plain' ? new Error('plain words') : named(how, 'own words');
  },
  slow: never,
  short: () => rows(2),
  add: ({ n }: { n: number }) => n + 1,
};
const code = (request: string, response: string) =>
  `import { util } from '@aws-appsync/utils';
   export function request(ctx) { ${request} } export function response(ctx) { ${response} }`;
const resolvers = {
  'Query.rows': { lambda: 'rows' },
  'Row.label': { lambda: 'labels', maxBatchSize: 4 },
  'Row.odd': { lambda: 'odd', maxBatchSize: 10 },
  'Query.fails': { lambda: 'fails' },
  'Query.missing': { lambda: 'nowhere' },
  'Query.slow': { lambda: 'slow' },
  'Mutation.publish': { code: PASS_THROUGH },
  'Query.guarded': {
    code: code(
      'if (ctx.args.n < 0) util.error("below zero", "BadNumber", { n: ctx.args.n }); return { payload: ctx.args.n }',
      'return ctx.result',
    ),
  },
  'Query.imports': {
    code: 'import fs from "fs"; export function request() { return fs } export function response() {}',
  },
  'Query.broken': { code: code('return process.env', 'return ctx.result') },
};

let lambda: FakeLambda;
let service: RunningService;
let api: TestApi;
beforeAll(async () => {
  lambda = await startFakeLambda(functions);
  service = await startAppSync({ host: '127.0.0.1', port: 0, lambdaEndpoint: lambda.url });
  api = await anApi(service.url, { sdl: SDL, resolvers });
});
afterAll(async () => {
  await service.close();
  await lambda.close();
});
const callsOf = async (name: string, query: string, variables = {}) => {
  const before = lambda.calls.length;
  const reply = await api.ask(query, variables);
  return { reply, calls: lambda.calls.slice(before).filter((call) => call.name === name) };
};

describe('a direct Lambda resolver', () => {
  it('gets the event AppSync documents', async () => {
    const query =
      'query Q($n: Int!, $x: AWSJSON) { all: rows(count: $n, extra: $x) { id ...More l: label @skip(if: true) } } fragment More on Row { name: label }';
    const { calls } = await callsOf('rows', query, { n: 1, x: '{"a":[1]}' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.authorization).toContain('/eu-west-1/lambda/');
    expect(calls[0]?.event).toMatchObject({
      arguments: { count: 1, extra: { a: [1] } },
      identity: null,
      source: null,
      prev: null,
      stash: {},
      request: { headers: { 'x-api-key': api.key }, domainName: null },
      info: {
        fieldName: 'rows',
        parentTypeName: 'Query',
        variables: { n: 1, x: '{"a":[1]}' },
        selectionSetList: ['id', 'name'],
      },
    });
  });

  it.each([
    ['plain', 'Lambda:Unhandled', 'plain words'],
    ['ConflictError', 'ConflictError', 'own words'],
    ['UnauthorizedException', 'UnauthorizedException', 'You are not authorized to make this call.'],
  ])('answers a thrown %s as errorType %s', async (how, errorType, message) => {
    const { status, body } = await api.ask('query($how: String!) {\n  fails(how: $how) }', { how });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { fails: null },
      errors: [
        {
          path: ['fails'],
          data: null,
          errorType,
          errorInfo: null,
          locations: [{ line: 2, column: 3, sourceName: null }],
          message,
        },
      ],
    });
  });

  it('says which function does not exist', async () => {
    expect((await api.ask('{missing}')).body.errors).toMatchObject([
      { errorType: 'Lambda:ResourceNotFoundException', message: 'Function not found: nowhere' },
    ]);
  });

  it('gives up at the limit of the request, and still answers its other fields', async () => {
    const hasty = await startAppSync({ host: '127.0.0.1', port: 0, lambdaEndpoint: lambda.url, requestLimitMs: 300 });
    onTestFinished(hasty.close);
    const { body } = await (await anApi(hasty.url, { sdl: SDL, resolvers })).ask('{slow guarded(n: 1)}');
    expect(body.data).toEqual({ slow: null, guarded: 1 });
    expect(body.errors).toMatchObject([
      { path: ['slow'], errorType: 'ExecutionTimeout', message: 'Execution timed out.' },
    ]);
  });
});

describe('a batch resolver', () => {
  it('gets lists of at most maxBatchSize, and its answers go to their rows', async () => {
    const { reply, calls } = await callsOf('labels', '{rows(count: 10) {label}}');
    expect(calls.map(({ event }) => (event as unknown[]).length)).toEqual([4, 4, 2]);
    expect(reply.body).toEqual({ data: { rows: rows(10).map(({ id }) => ({ label: `label ${id}` })) } });
  });

  it('may fail single rows', async () => {
    const { data, errors } = (await api.ask('{rows(count: 3) {odd}}')).body;
    expect(data).toEqual({ rows: [{ odd: 'even' }, { odd: null }, { odd: 'even' }] });
    expect(errors).toMatchObject([{ path: ['rows', 1, 'odd'], errorType: 'Odd', message: 'is odd' }]);
  });

  it('fails all rows when the lists differ in size', async () => {
    const wrong = {
      ...resolvers,
      'Query.short': { lambda: 'short' },
      'Row.label': { lambda: 'short', maxBatchSize: 10 },
    };
    const other = await anApi(service.url, { sdl: SDL, resolvers: wrong });
    const { errors } = (await other.ask('{rows(count: 3) {label}}')).body;
    expect(errors).toHaveLength(3);
    expect(errors?.[0]).toMatchObject({ message: 'The response list must match the request list in size.' });
  });
});

describe('resolver code', () => {
  it('passes arguments through a NONE data source', async () => {
    const { body } = await api.ask('mutation {publish(stage: "Judge", runId: "r1") {runId stage}}');
    expect(body).toEqual({ data: { publish: { runId: 'r1', stage: 'Judge' } } });
  });

  it('raises errors with type and data by util.error', async () => {
    expect((await api.ask('{guarded(n: -1)}')).body.errors).toMatchObject([
      { errorType: 'BadNumber', message: 'below zero', data: { n: -1 } },
    ]);
  });

  it('has neither modules nor the process of the server', async () => {
    const { errors } = (await api.ask('{imports broken}')).body;
    expect(errors).toMatchObject([
      { path: ['imports'], errorType: 'Code' },
      { path: ['broken'], errorType: 'Code' },
    ]);
  });

  it('runs the functions of a pipeline one after another', async () => {
    const functionsPath = `POST /v1/apis/${api.id}/functions`;
    const lambdaConfig = { lambdaFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:add' };
    await control(service.url, `POST /v1/apis/${api.id}/datasources`, {
      name: 'add',
      type: 'AWS_LAMBDA',
      lambdaConfig,
    });
    const step = code('return { operation: "Invoke", payload: { n: ctx.prev.result } }', 'return ctx.result');
    const { functionConfiguration } = (
      await control(service.url, functionsPath, { name: 'add', dataSourceName: 'add', code: step })
    ).body;
    await control(service.url, `POST /v1/apis/${api.id}/types/Query/resolvers`, {
      fieldName: 'piped',
      kind: 'PIPELINE',
      code: code('return ctx.args.n', 'return ctx.prev.result * 10'),
      pipelineConfig: { functions: [functionConfiguration.functionId, functionConfiguration.functionId] },
    });
    expect((await api.ask('{piped(n: 1)}')).body).toEqual({ data: { piped: 30 } });
  });
});

describe('limits', () => {
  it('refuses a query deeper than the API allows, fragments counted', async () => {
    const shallow = await anApi(service.url, { sdl: SDL, resolvers, api: { queryDepthLimit: 1 } });
    const deep = 'query { ...F } fragment F on Query { rows(count: 1) { id } }';
    expect((await shallow.ask('{guarded(n: 1)}')).body).toEqual({ data: { guarded: 1 } });
    const { body } = await shallow.ask(deep);
    expect(body.data).toBeNull();
    expect(body.errors?.[0]?.message).toContain('depth exceeds the limit of 1');
  });

  it('runs no more resolvers than the API allows', async () => {
    const limited = await anApi(service.url, { sdl: SDL, resolvers, api: { resolverCountLimit: 2 } });
    const { data, errors } = (await limited.ask('{a: guarded(n: 1) b: guarded(n: 2) c: guarded(n: 3)}')).body;
    expect(data).toEqual({ a: 1, b: 2, c: null });
    expect(errors).toMatchObject([{ path: ['c'], errorType: 'ResolverExecutionLimitReached' }]);
  });

  it('closes introspection where the API says so', async () => {
    const closed = await anApi(service.url, { sdl: SDL, api: { introspectionConfig: 'DISABLED' } });
    expect((await closed.ask('{__schema{queryType{name}}}')).body.data).toBeNull();
    expect((await api.ask('{__schema{queryType{name}}}')).body.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });
});
