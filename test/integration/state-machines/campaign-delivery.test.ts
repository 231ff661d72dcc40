// Every Choice branch, Retry and Catch of the campaign machine, without the real Lambdas.
import { describe, expect, it } from 'vitest';
import { describeMachine } from './describe-machine.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf } from './scripted-machine.ts';

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
/** Of two manifests, each is tried as often. */
const callsFor = (step: string, perManifest: number): number => (step === 'ScheduleRecipients' ? 2 : 1) * perManifest;
/** The Map catches for its step. */
const recordedAs = (step: string): string => (step === 'ScheduleRecipients' ? 'Schedule' : step);

describeMachine('campaign-delivery', happy, ({ perform, attemptsOf }) => {
  describe('a campaign', () => {
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

  describe('a step', () => {
    it.each(steps)('%s fails for good: its error is recorded and ends the execution', async (step) => {
      const run = await perform({ [step]: failing('PermanentError') });
      expectRecorded(run, { step: recordedAs(step), error: 'PermanentError' });
      expect(callsOf(run, step).length).toBeLessThanOrEqual(callsFor(step, 1));
    });

    it.each(steps.filter((step) => step !== 'ScheduleRecipients'))('%s is given up after its retries', async (step) => {
      const run = await perform({ [step]: failing('TransientError') });
      expectRecorded(run, { step, error: 'TransientError' });
      expect(callsOf(run, step)).toHaveLength(attemptsOf(step));
    });

    it('ScheduleRecipients is given up after its retries', async () => {
      const Begin: Answer = (event) => ({ ...(planned(event) as object), manifests: [{ key: 'a' }] });
      const run = await perform({ Begin, ScheduleRecipients: failing('TransientError') });
      expectRecorded(run, { step: 'Schedule', error: 'TransientError' });
      expect(callsOf(run, 'ScheduleRecipients')).toHaveLength(attemptsOf('ScheduleRecipients'));
    });
  });
});
