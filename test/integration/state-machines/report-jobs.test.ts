// Every Choice branch, Retry and Catch of the reporting jobs, without the real Lambdas: they share one shape.
import { describe, expect, it } from 'vitest';
import { describeMachine } from './describe-machine.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, type StepEvent, twiceTransient } from './script-server.ts';
import { callsOf } from './scripted-machine.ts';

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

for (const [machine, steps] of jobs) {
  const happy: Script = {
    ...{ Plan: plan, Finish: finish, RecordFailure: recordFailure, RecordItemFailure: recordFailure },
    ...Object.fromEntries(steps.map((step) => [step, () => ({})])),
  };
  const [firstStep] = steps;

  describeMachine(machine, happy, ({ perform }) => {
    describe('a run', () => {
      it('takes every step for each item, in order, and ends with what Finish counted', async () => {
        const run = await perform();
        expect(run.status, run.cause).toBe('SUCCEEDED');
        expect(run.output).toMatchObject({ done: 2, failed: 0 });
        for (const step of steps) expect(callsOf(run, step), step).toHaveLength(items.length);
        const ofSteps = run.calls.map(({ state }) => state).filter((state) => !['Plan', 'Finish'].includes(state));
        expect(ofSteps.indexOf(firstStep)).toBe(0);
        expect(ofSteps.lastIndexOf(steps.at(-1) ?? '')).toBe(ofSteps.length - 1);
      });

      it('survives transient errors twice in every step', async () => {
        const all = ['Plan', ...steps, 'Finish'];
        const run = await perform(Object.fromEntries(all.map((step) => [step, twiceTransient(happy[step])])));
        expect(run.status, run.cause).toBe('SUCCEEDED');
        for (const step of ['Plan', 'Finish']) expect(callsOf(run, step), step).toHaveLength(3);
        for (const step of steps) expect(callsOf(run, step), step).toHaveLength(items.length + 2);
      });

      it.each(['Plan', 'Finish'])('is recorded and ends when %s fails for good', async (step) => {
        const run = await perform({ [step]: failing('PermanentError') });
        expectRecorded(run, { step, error: 'PermanentError' });
      });

      if (machine === 'verify-expiry')
        it('fails when expired items are left, so that somebody is called', async () => {
          const run = await perform({ Finish: () => ({ failed: 0, expired: 3, cause: 'scores 3 of 100' }) });
          expect(run).toMatchObject({ status: 'FAILED', error: 'ExpiredItemsLeft', cause: 'scores 3 of 100' });
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

      it('is recorded although that needs three attempts', async () => {
        const failsForOne = [failing('PermanentError'), happy[firstStep] as Answer];
        const run = await perform({ [firstStep]: failsForOne, RecordItemFailure: twiceTransient(recordFailure) });
        expect(run).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
        expect(callsOf(run, 'RecordItemFailure')).toHaveLength(3);
      });

      it('counts as failed also when its record cannot be written', async () => {
        const RecordItemFailure = failing('PermanentError');
        const run = await perform({ [firstStep]: failing('PermanentError'), RecordItemFailure });
        expect(run).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
      });
    });
  });
}
