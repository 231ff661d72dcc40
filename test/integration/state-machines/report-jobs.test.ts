// Every Choice branch, Retry and Catch of the reporting jobs, without the real Lambdas: they share one shape.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchesOf, tasksOf } from './definition.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, type StepEvent, twiceTransient } from './script-server.ts';
import { callsOf, deployScripted, type Performed, type ScriptedMachine } from './scripted-machine.ts';

const past = '2026-11-20T00:02:00.000Z';
const items = ['one', 'two'];
const plan: Answer = ({ input }) => ({
  caseId: input?.caseId,
  day: '2026-11-19',
  readyAt: past,
  programs: items,
  tables: items,
});

/** As finishJob counts. */
const finish: Answer = ({ results }: StepEvent) => {
  const failed = (results as { outcome: string }[]).filter(({ outcome }) => outcome === 'failed').length;
  return { day: '2026-11-19', done: items.length - failed, failed, expired: 0, cause: 'see the failure records' };
};

const jobs = [
  ['metrics-aggregation', ['CountDay', 'ExportDecisions', 'WriteDailyReport']],
  ['issue-patterns', ['CountIssues', 'FindPatterns']],
  ['churn-report', ['CollectCases', 'WriteChurnReport']],
  ['verify-expiry', ['CountExpired']],
] as const;

describe.each(jobs)('%s', (machine, steps) => {
  const happy: Script = {
    ...{ Plan: plan, Finish: finish, RecordFailure: recordFailure, RecordItemFailure: recordFailure },
    ...Object.fromEntries(steps.map((step) => [step, () => ({})])),
  };
  const attemptsOf = Object.fromEntries(tasksOf(machine).map(({ name, attempts }) => [name, attempts]));
  const taken = new Set<string>();
  let scripted: ScriptedMachine;
  const perform = async (script: Script = {}): Promise<Performed> => {
    const performed = await scripted.perform(script);
    for (const [n, state] of performed.entered.entries()) taken.add(`${state} → ${performed.entered[n + 1]}`);
    return performed;
  };

  beforeAll(async () => {
    scripted = await deployScripted(machine, happy);
  });
  afterAll(() => scripted?.remove());

  // All at once: an execution mostly waits.
  describe.concurrent('each case', () => {
    describe('a run', () => {
      it('takes every step for each item, in order, and ends with what Finish counted', async () => {
        const run = await perform();
        expect(run.status, run.cause).toBe('SUCCEEDED');
        expect(run.output).toMatchObject({ done: 2, failed: 0 });
        for (const step of steps) expect(callsOf(run, step), step).toHaveLength(items.length);
        const ofSteps = run.calls.map(({ state }) => state).filter((state) => !['Plan', 'Finish'].includes(state));
        expect(ofSteps.indexOf(steps[0])).toBe(0);
        expect(ofSteps.lastIndexOf(steps.at(-1) ?? '')).toBe(ofSteps.length - 1);
      });

      it('survives transient errors twice in every step', async () => {
        const all = ['Plan', ...steps, 'Finish'];
        const run = await perform(Object.fromEntries(all.map((step) => [step, twiceTransient(happy[step])])));
        expect(run.status, run.cause).toBe('SUCCEEDED');
        for (const step of ['Plan', 'Finish']) expect(callsOf(run, step), step).toHaveLength(3);
        for (const step of steps) expect(callsOf(run, step), step).toHaveLength(items.length + 2);
      });

      it('is recorded and ends when Finish fails for good', async () => {
        const run = await perform({ Finish: failing('PermanentError') });
        expectRecorded(run, { step: 'Finish', error: 'PermanentError' });
      });

      it('that cannot be planned is recorded and ends, although recording needs three attempts', async () => {
        const run = await perform({ Plan: failing('PermanentError'), RecordFailure: twiceTransient(recordFailure) });
        expect(run).toMatchObject({ status: 'FAILED', error: 'PermanentError' });
        expect(callsOf(run, 'RecordFailure')).toHaveLength(3);
      });

      // The four jobs share their Retry: once is enough to wait for all of it.
      if (machine === 'issue-patterns')
        it('gives up after its retries', async () => {
          const run = await perform({ Plan: failing('TransientError') });
          expectRecorded(run, { step: 'Plan', error: 'TransientError' });
          expect(callsOf(run, 'Plan')).toHaveLength(attemptsOf.Plan ?? 0);
        });
    });

    describe('an item', () => {
      it.each(steps)('whose %s fails for good is recorded; the other is done, the job is not', async (step) => {
        const run = await perform({ [step]: [failing('PermanentError'), happy[step] as Answer] });
        expect(run).toMatchObject({ status: 'FAILED', error: 'JobIncomplete', cause: 'see the failure records' });
        const [record, ...others] = callsOf(run, 'RecordItemFailure').map(({ event }) => event);
        expect(record).toMatchObject({ job: machine, step, execution: { arn: run.arn } });
        expect([items.includes(String(record?.item)), others]).toEqual([true, []]);
        const [finished] = callsOf(run, 'Finish').map(({ event }) => event.results as { outcome: string }[]);
        expect(finished?.map(({ outcome }) => outcome).sort()).toEqual(['done', 'failed']);
      });

      it('counts as failed also when its record cannot be written', async () => {
        const [step] = steps;
        const run = await perform({ [step]: failing('PermanentError'), RecordItemFailure: failing('PermanentError') });
        expect(run).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
      });
    });

    it('ends with its cause when that cannot be recorded', async () => {
      const Plan = failing('PermanentError');
      const run = await perform({ Plan, RecordFailure: failing('PermanentError') });
      expect(run).toMatchObject({ status: 'FAILED', error: 'FailureUnrecorded' });
      expect(run.cause).toContain('PermanentError for a test');
    });
  });

  if (machine === 'verify-expiry')
    it('fails when expired items are left, so that somebody is called', async () => {
      const run = await perform({ Finish: () => ({ failed: 0, expired: 3, cause: 'scores 3 of 100' }) });
      expect(run).toMatchObject({ status: 'FAILED', error: 'ExpiredItemsLeft', cause: 'scores 3 of 100' });
    });

  // After the cases above: these judge them.
  describe('the cases', () => {
    it('are for every Task', () => {
      const names = tasksOf(machine).map(({ name }) => name);
      expect(Object.keys(happy).sort()).toEqual(names.sort());
    });

    it('took every branch of every Choice', () => {
      expect(branchesOf(machine).filter((branch) => !taken.has(branch))).toEqual([]);
    });
  });
});
