// Every Choice branch, Retry and Catch of the escalation machine, without the real Lambdas.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchesOf, tasksOf } from './definition.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf, deployScripted, type Performed, type ScriptedMachine } from './scripted-machine.ts';

const machine = 'escalate-unresolved';
const found =
  (...keys: string[]): Answer =>
  ({ input }) => ({
    ...{ at: '2026-11-20T15:00:00.000Z', cases: keys.length },
    lists: keys.map((key) => ({ programId: 'p', at: '2026-11-20T15:00:00.000Z', key, caseId: input?.caseId })),
  });
const happy: Script = {
  FindUnresolved: found('a', 'b'),
  EscalateIssues: () => ({ escalated: 3 }),
  RecordListFailure: recordFailure,
  RecordFailure: recordFailure,
};
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

describe.concurrent('an hour', () => {
  it('escalates every list and ends with what was done', async () => {
    const run = await perform();
    expect(run.status, run.cause).toBe('SUCCEEDED');
    const done = { outcome: 'done', escalated: 3 };
    const lists = [
      { key: 'a', ...done },
      { key: 'b', ...done },
    ];
    expect(run.output).toEqual({ at: '2026-11-20T15:00:00.000Z', cases: 2, lists });
    expect(callsOf(run, 'EscalateIssues')).toHaveLength(2);
  });

  it('without unresolved cases ends at once', async () => {
    const run = await perform({ FindUnresolved: found() });
    expect(run.status, run.cause).toBe('SUCCEEDED');
    expect(run.calls.map(({ state }) => state)).toEqual(['FindUnresolved']);
  });

  it('survives transient errors twice in every step', async () => {
    const run = await perform({
      FindUnresolved: twiceTransient(found('a')),
      EscalateIssues: twiceTransient(happy.EscalateIssues),
    });
    expect(run.status, run.cause).toBe('SUCCEEDED');
    expect(callsOf(run, 'FindUnresolved')).toHaveLength(3);
    expect(callsOf(run, 'EscalateIssues')).toHaveLength(3);
  });
});

describe.concurrent('a list that fails', () => {
  const onlyB: Answer = (event) => {
    if ((event.list as { key: string }).key === 'a') failing('PermanentError')(event);
    return { escalated: 1 };
  };

  it('is recorded, stops no other, and the execution says so', async () => {
    const run = await perform({ EscalateIssues: onlyB });
    expect(run).toMatchObject({ status: 'FAILED', error: 'EscalationUnfinished' });
    expect(callsOf(run, 'EscalateIssues')).toHaveLength(2);
    const [record] = callsOf(run, 'RecordListFailure').map(({ event }) => event);
    expect(record).toMatchObject({ step: 'EscalateIssues', list: { key: 'a' }, execution: { arn: run.arn } });
    expect(callsOf(run, 'RecordFailure')).toEqual([]);
  });

  it('is given up after its retries', async () => {
    const run = await perform({ FindUnresolved: found('a'), EscalateIssues: failing('TransientError') });
    expect(run).toMatchObject({ status: 'FAILED', error: 'EscalationUnfinished' });
    expect(callsOf(run, 'EscalateIssues')).toHaveLength(attemptsOf.EscalateIssues ?? 0);
  });

  it.each(['PermanentError', 'TransientError'])('counts although %s kept it from being recorded', async (error) => {
    const run = await perform({ EscalateIssues: onlyB, RecordListFailure: failing(error) });
    expect(run).toMatchObject({ status: 'FAILED', error: 'EscalationUnfinished' });
    expect(callsOf(run, 'RecordListFailure')).toHaveLength(
      error === 'TransientError' ? (attemptsOf.RecordListFailure ?? 0) : 1,
    );
  });
});

describe.concurrent('a failure of the run', () => {
  const FindUnresolved = failing('PermanentError');

  it('is recorded and ends the execution', async () => {
    const run = await perform({ FindUnresolved });
    expectRecorded(run, { step: 'FindUnresolved', error: 'PermanentError' });
    expect(callsOf(run, 'FindUnresolved')).toHaveLength(1);
  });

  it('comes after all retries', async () => {
    const run = await perform({ FindUnresolved: failing('TransientError') });
    expectRecorded(run, { step: 'FindUnresolved', error: 'TransientError' });
    expect(callsOf(run, 'FindUnresolved')).toHaveLength(attemptsOf.FindUnresolved ?? 0);
  });

  it('is recorded although that needs three attempts', async () => {
    const run = await perform({ FindUnresolved, RecordFailure: twiceTransient(recordFailure) });
    expect(run).toMatchObject({ status: 'FAILED', error: 'PermanentError' });
    expect(callsOf(run, 'RecordFailure')).toHaveLength(3);
  });

  it.each([
    ['PermanentError', 1],
    ['TransientError', attemptsOf.RecordFailure],
  ])('ends the execution with its cause when recording it throws %s', async (error, calls) => {
    const run = await perform({ FindUnresolved, RecordFailure: failing(error) });
    expect(run).toMatchObject({ status: 'FAILED', error: 'FailureUnrecorded' });
    expect(run.cause).toContain('PermanentError for a test');
    expect(callsOf(run, 'RecordFailure')).toHaveLength(calls ?? 0);
  });
});

// After the cases above: these judge them.
describe('the cases', () => {
  it('are for every Task', () => {
    const tasks = tasksOf(machine).map(({ name }) => name);
    expect(Object.keys(happy).sort()).toEqual(tasks.sort());
  });

  it('took every branch of every Choice', () => {
    expect(branchesOf(machine).filter((branch) => !taken.has(branch))).toEqual([]);
  });
});
