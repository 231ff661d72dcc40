// Every Choice branch, Retry and Catch of the export machine, without the real Lambdas.
import { describe, expect, it } from 'vitest';
import { describeMachine } from './describe-machine.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf } from './scripted-machine.ts';

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

describeMachine('warehouse-export', happy, ({ perform, attemptsOf }) => {
  describe('an export', () => {
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

  describe('a step', () => {
    it.each(steps)('%s fails for good: its error is recorded and ends the execution', async (step) => {
      const run = await perform({ [step]: failing('PermanentError') });
      expectRecorded(run, { step, error: 'PermanentError' });
      expect(callsOf(run, step)).toHaveLength(1);
    });

    it.each(steps)('%s is given up after its retries', async (step) => {
      const run = await perform({ [step]: failing('TransientError') });
      expectRecorded(run, { step, error: 'TransientError' });
      expect(callsOf(run, step)).toHaveLength(attemptsOf(step));
    });
  });
});
