// What every RunLedger must do: one execution a day at a time, one release, one end.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunLedger } from '../../lambdas/candidates/ports.ts';
import { aRunRequest } from '../support/a-run.ts';

/** `ended`: executions that count as ended; the ledger asks through `hasEnded`. */
export type RunLedgerHarness = { ledger: RunLedger; ended: Set<string> };

const endedAt = '2026-11-20T03:00:00.000Z';
const conflict = { name: 'ConflictError' };

export const runLedgerContract = (open: () => RunLedgerHarness): void => {
  let ledger: RunLedger;
  let ended: Set<string>;
  let programId: string;
  beforeEach(() => {
    ({ ledger, ended } = open());
    programId = `p-${randomUUID()}`;
  });
  const begin = (executionArn: string, day = '2026-11-19') =>
    ledger.begin(aRunRequest({ programId, executionArn, day }));

  describe('begin', () => {
    it('numbers attempts of a day, and gives an execution its own attempt back', async () => {
      const first = await begin('arn:1');
      expect(first).toMatchObject({ runId: `${programId}:2026-11-19:001`, attempt: 1, executionArn: 'arn:1' });
      expect(await begin('arn:1')).toEqual(first);
      await ledger.end(first.runId, { status: 'committed', endedAt });
      expect(await begin('arn:2')).toMatchObject({ runId: `${programId}:2026-11-19:002`, attempt: 2 });
    });

    it('lets one of many at once have the day', async () => {
      const results = await Promise.allSettled(['arn:1', 'arn:2', 'arn:3', 'arn:4'].map((arn) => begin(arn)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject(conflict);
    });

    it('takes a day over only when its holder’s execution has ended, and closes what that left open', async () => {
      const { runId } = await begin('arn:1');
      await expect(begin('arn:2')).rejects.toMatchObject(conflict);
      ended.add('arn:1');
      expect(await begin('arn:2')).toMatchObject({ attempt: 2 });
      expect(await ledger.get(runId)).toMatchObject({ status: 'failed', failure: { error: 'ExecutionEnded' } });
      await expect(ledger.end(runId, { status: 'committed', endedAt })).rejects.toMatchObject(conflict);
    });
  });

  describe('get, update, list and committed', () => {
    it('keeps what a step reports', async () => {
      const { runId } = await begin('arn:1');
      await ledger.update(runId, { stage: 'Judge' });
      expect(await ledger.get(runId)).toMatchObject({ runId, stage: 'Judge', status: 'running', dryRun: false });
      expect(await ledger.get(`${programId}:2026-11-19:009`)).toBeUndefined();
    });

    it('lists attempts newest first, each once, page by page', async () => {
      for (const day of ['2026-11-17', '2026-11-19', '2026-11-18']) {
        for (const arn of [`${day}/1`, `${day}/2`]) {
          const { runId } = await begin(arn, day);
          await ledger.end(runId, { status: 'failed', endedAt });
        }
      }
      const listed: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = await ledger.list(programId, { limit: 4, ...(nextToken !== undefined && { nextToken }) });
        listed.push(...page.items.map(({ day, attempt }) => `${day}/${attempt}`));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      const days = ['2026-11-19', '2026-11-18', '2026-11-17'];
      expect(listed).toEqual(days.flatMap((day) => [`${day}/2`, `${day}/1`]));
    });

    it('knows the day’s attempt that was committed last', async () => {
      expect(await ledger.committed(programId, '2026-11-19')).toBeUndefined();
      const ends = ['committed', 'committed', 'failed'] as const;
      for (const [index, status] of ends.entries()) {
        const { runId } = await begin(`arn:${index}`);
        await ledger.end(runId, { status, endedAt });
      }
      expect(await ledger.committed(programId, '2026-11-19')).toMatchObject({ attempt: 2, status: 'committed' });
    });

    it('does not take a run of some marketplaces for the day’s run', async () => {
      const whole = await begin('arn:whole');
      await ledger.end(whole.runId, { status: 'committed', endedAt });
      const request = { programId, executionArn: 'arn:part', day: whole.day, marketplaces: ['DE'] };
      const part = await ledger.begin(aRunRequest(request));
      await ledger.end(part.runId, { status: 'committed', endedAt });
      expect(await ledger.get(part.runId)).toMatchObject({ status: 'committed' });
      expect(await ledger.committed(programId, whole.day)).toMatchObject({ runId: whole.runId });
    });
  });

  describe('hold and release', () => {
    it('hands the newest token out once, however many ask at once', async () => {
      const { runId } = await begin('arn:1');
      await ledger.hold(runId, 'old');
      await ledger.hold(runId, 'new');
      expect(await ledger.get(runId)).toMatchObject({ status: 'held' });
      expect(JSON.stringify(await ledger.get(runId))).not.toContain('new');
      const results = await Promise.allSettled([1, 2, 3].map(() => ledger.release(runId)));
      const released = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(released).toEqual([{ taskToken: 'new' }]);
      expect(await ledger.get(runId)).toMatchObject({ status: 'running' });
    });

    it('neither releases nor holds what has ended', async () => {
      const { runId } = await begin('arn:1');
      await ledger.hold(runId, 'token');
      await ledger.end(runId, { status: 'failed', endedAt });
      await expect(ledger.release(runId)).rejects.toMatchObject(conflict);
      await expect(ledger.hold(runId, 'token')).rejects.toMatchObject(conflict);
    });
  });

  describe('end', () => {
    it('can be said twice; a failure that comes too late leaves a commit alone', async () => {
      const { runId } = await begin('arn:1');
      await ledger.end(runId, { status: 'committed', endedAt });
      await ledger.end(runId, { status: 'committed', endedAt: '2026-11-20T04:00:00.000Z' });
      await ledger.end(runId, { status: 'failed', endedAt: '2026-11-20T05:00:00.000Z' });
      expect(await ledger.get(runId)).toMatchObject({ status: 'committed', endedAt });
      await expect(ledger.end(runId, { status: 'dry-run', endedAt })).rejects.toMatchObject(conflict);
    });
  });
};
