// Every Choice branch, Retry and Catch of the escalation machine, without the real Lambdas.
import { describe, expect, it } from 'vitest';
import { describeMachine } from './describe-machine.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf } from './scripted-machine.ts';

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

describeMachine('escalate-unresolved', happy, ({ perform, attemptsOf }) => {
  describe('an hour', () => {
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

  describe('a list that fails', () => {
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
      expect(callsOf(run, 'EscalateIssues')).toHaveLength(attemptsOf('EscalateIssues'));
    });

    it('is recorded although that needs three attempts', async () => {
      const run = await perform({ EscalateIssues: onlyB, RecordListFailure: twiceTransient(recordFailure) });
      expect(run).toMatchObject({ status: 'FAILED', error: 'EscalationUnfinished' });
      expect(callsOf(run, 'RecordListFailure')).toHaveLength(3);
    });

    it.each(['PermanentError', 'TransientError'])('counts although %s kept it from being recorded', async (error) => {
      const run = await perform({ EscalateIssues: onlyB, RecordListFailure: failing(error) });
      expect(run).toMatchObject({ status: 'FAILED', error: 'EscalationUnfinished' });
      expect(callsOf(run, 'RecordListFailure')).toHaveLength(
        error === 'TransientError' ? attemptsOf('RecordListFailure') : 1,
      );
    });
  });

  it('whose search fails for good is recorded and ends', async () => {
    const run = await perform({ FindUnresolved: failing('PermanentError') });
    expectRecorded(run, { step: 'FindUnresolved', error: 'PermanentError' });
    expect(callsOf(run, 'FindUnresolved')).toHaveLength(1);
  });
});
