// Every Choice branch, Retry and Catch of the export machine, without the real Lambdas.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchesOf, tasksOf } from './definition.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf, deployScripted, type Performed, type ScriptedMachine } from './scripted-machine.ts';

const machine = 'warehouse-export';
const queryIn =
  (state: string): Answer =>
  () => ({ queryId: 'q-1', waitSeconds: 0, state });
const happy: Script = {
  FindRun: ({ input }) => ({ caseId: input?.caseId, runId: 'scripted:2026-11-19:001' }),
  StartExport: queryIn('QUEUED'),
  PollQuery: queryIn('SUCCEEDED'),
  Verify: () => ({ rows: 2 }),
  RecordFailure: recordFailure,
};
const steps = Object.keys(happy).filter((step) => step !== 'RecordFailure');
const attemptsOf = Object.fromEntries(tasksOf(machine).map(({ name, attempts }) => [name, attempts]));

let scripted: ScriptedMachine;
const taken = new Set<string>();
const perform = async (script: Script = {}): Promise<Performed> => {
  const performed = await scripted.perform(script);
  for (const [n, state] of performed.entered.entries()) taken.add(`${state} → ${performed.entered[n + 1]}`);
  return performed;
};

beforeAll(async () => {
  scripted = await deployScripted(machine, happy);
});
afterAll(() => scripted?.remove());

describe.concurrent('an export', () => {
  it('is verified once its query succeeded', async () => {
    const PollQuery = [queryIn('QUEUED'), queryIn('RUNNING'), queryIn('SUCCEEDED')];
    const run = await perform({ PollQuery });
    expect(run.status, run.cause).toBe('SUCCEEDED');
    expect(run.output).toEqual({ rows: 2 });
    expect(run.calls.map(({ state }) => state)).toEqual([
      ...['FindRun', 'StartExport', 'PollQuery', 'PollQuery', 'PollQuery', 'Verify'],
    ]);
  });

  it.each(['FAILED', 'CANCELLED'])('ends when its query is %s', async (state) => {
    const run = await perform({ PollQuery: queryIn(state) });
    expectRecorded(run, { step: 'PollQuery', error: 'QueryFailedError' });
    expect(run.entered).not.toContain('Verify');
  });

  it('survives transient errors twice in every step', async () => {
    const run = await perform(Object.fromEntries(steps.map((step) => [step, twiceTransient(happy[step])])));
    expect(run.status, run.cause).toBe('SUCCEEDED');
    for (const step of steps) expect(callsOf(run, step), step).toHaveLength(3);
  });
});

describe.concurrent('a step', () => {
  it.each(steps)('%s fails for good: its error is recorded and ends the execution', async (step) => {
    const run = await perform({ [step]: failing('PermanentError') });
    expectRecorded(run, { step, error: 'PermanentError' });
    expect(callsOf(run, step)).toHaveLength(1);
  });

  it.each(steps)('%s is given up after its retries', async (step) => {
    const run = await perform({ [step]: failing('TransientError') });
    expectRecorded(run, { step, error: 'TransientError' });
    expect(callsOf(run, step)).toHaveLength(attemptsOf[step] ?? 0);
  });
});

describe.concurrent('a failure', () => {
  const FindRun = failing('PermanentError');

  it('is recorded although that needs three attempts', async () => {
    const run = await perform({ FindRun, RecordFailure: twiceTransient(recordFailure) });
    expect(run).toMatchObject({ status: 'FAILED', error: 'PermanentError' });
    expect(callsOf(run, 'RecordFailure')).toHaveLength(3);
  });

  it.each([
    ['PermanentError', 1],
    ['TransientError', attemptsOf.RecordFailure],
  ])('ends the export with its cause when recording it throws %s', async (error, calls) => {
    const run = await perform({ FindRun, RecordFailure: failing(error) });
    expect(run).toMatchObject({ status: 'FAILED', error: 'FailureUnrecorded' });
    expect(run.cause).toContain('PermanentError for a test');
    expect(callsOf(run, 'RecordFailure')).toHaveLength(calls ?? 0);
  });
});

// After the cases above: these judge them.
describe('the cases', () => {
  it('are for every Task', () => {
    expect(Object.keys(happy).sort()).toEqual(
      tasksOf(machine)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('took every branch of every Choice', () => {
    expect(branchesOf(machine).filter((branch) => !taken.has(branch))).toEqual([]);
  });
});
