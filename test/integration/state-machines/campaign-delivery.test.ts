// Every Choice branch, Retry and Catch of the campaign machine, without the real Lambdas.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchesOf, tasksOf } from './definition.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf, deployScripted, type Performed, type ScriptedMachine } from './scripted-machine.ts';

const machine = 'campaign-delivery';
const planned: Answer = ({ input }) => ({
  planned: true,
  plan: { caseId: input?.caseId },
  manifests: [{ key: 'a' }, { key: 'b' }],
});
const closed =
  (more: boolean): Answer =>
  ({ plan }) => ({ plan, more });

const happy: Script = {
  Begin: planned,
  Plan: planned,
  ScheduleRecipients: () => ({ granted: 1, refused: 0 }),
  CloseRound: [closed(true), closed(false)],
  Finish: () => ({ campaigns: ['one'] }),
  RecordFailure: recordFailure,
};
const steps = Object.keys(happy).filter((step) => step !== 'RecordFailure');
const attemptsOf = Object.fromEntries(tasksOf(machine).map(({ name, attempts }) => [name, attempts]));
/** Of two manifests, each is tried as often. */
const callsFor = (step: string, perManifest: number): number => (step === 'ScheduleRecipients' ? 2 : 1) * perManifest;
/** The Map catches for its step. */
const recordedAs = (step: string): string => (step === 'ScheduleRecipients' ? 'Schedule' : step);

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

describe.concurrent('a campaign', () => {
  it('goes on as long as places and people are left', async () => {
    const run = await perform();
    expect(run.status, run.cause).toBe('SUCCEEDED');
    expect(run.output).toEqual({ campaigns: ['one'] });
    expect(callsOf(run, 'ScheduleRecipients')).toHaveLength(4);
    expect(run.entered.filter((state) => ['Begin', 'Plan', 'CloseRound', 'Finish'].includes(state))).toEqual([
      ...['Begin', 'CloseRound', 'Plan', 'CloseRound', 'Finish'],
    ]);
  });

  it('of a program that has none ends at once', async () => {
    const run = await perform({ Begin: () => ({ planned: false, manifests: [] }) });
    expect(run.status, run.cause).toBe('SUCCEEDED');
    expect(run.calls.map(({ state }) => state)).toEqual(['Begin']);
  });

  it('survives transient errors twice in every step', async () => {
    const CloseRound = [...twiceTransient(closed(true)), closed(false)];
    const others = steps.filter((step) => step !== 'CloseRound');
    const run = await perform({
      ...Object.fromEntries(others.map((step) => [step, twiceTransient(happy[step])])),
      CloseRound,
    });
    expect(run.status, run.cause).toBe('SUCCEEDED');
    for (const step of ['Begin', 'Plan', 'Finish']) expect(callsOf(run, step), step).toHaveLength(3);
    expect(callsOf(run, 'CloseRound')).toHaveLength(4);
  });
});

describe.concurrent('a step', () => {
  it.each(steps)('%s fails for good: its error is recorded and ends the execution', async (step) => {
    const run = await perform({ [step]: failing('PermanentError') });
    expectRecorded(run, { step: recordedAs(step), error: 'PermanentError' });
    expect(callsOf(run, step).length).toBeLessThanOrEqual(callsFor(step, 1));
  });

  it.each(steps.filter((step) => step !== 'ScheduleRecipients'))('%s is given up after its retries', async (step) => {
    const run = await perform({ [step]: failing('TransientError') });
    expectRecorded(run, { step, error: 'TransientError' });
    expect(callsOf(run, step)).toHaveLength(attemptsOf[step] ?? 0);
  });

  it('ScheduleRecipients is given up after its retries', async () => {
    const Begin: Answer = (event) => ({ ...(planned(event) as object), manifests: [{ key: 'a' }] });
    const run = await perform({ Begin, ScheduleRecipients: failing('TransientError') });
    expectRecorded(run, { step: 'Schedule', error: 'TransientError' });
    expect(callsOf(run, 'ScheduleRecipients')).toHaveLength(attemptsOf.ScheduleRecipients ?? 0);
  });
});

describe.concurrent('a failure', () => {
  const Begin = failing('PermanentError');

  it('is recorded although that needs three attempts', async () => {
    const run = await perform({ Begin, RecordFailure: twiceTransient(recordFailure) });
    expect(run).toMatchObject({ status: 'FAILED', error: 'PermanentError' });
    expect(callsOf(run, 'RecordFailure')).toHaveLength(3);
  });

  it.each([
    ['PermanentError', 1],
    ['TransientError', attemptsOf.RecordFailure],
  ])('ends the campaign with its cause when recording it throws %s', async (error, calls) => {
    const run = await perform({ Begin, RecordFailure: failing(error) });
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
