import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import { handledKey, type WindowRecord, type WindowTotals } from '../domain/records.ts';
import type { WindowRecords } from '../ports.ts';
import { addCounts } from './generate-reminders.ts';
import { reportWindow, type WindowMetrics } from './scheduler/window-metrics.ts';
import { parseStep, schedulerRunSchema } from './step-inputs.ts';

export type FinishWindowDeps = { windows: Pick<WindowRecords, 'get' | 'put'>; clock: Clock; metrics: WindowMetrics };

const shardResult = z.object({ fans: z.number(), outcomes: z.record(z.string(), z.number()) });
const saleResult = z.object({
  window: z.string(),
  eventId: z.string(),
  saleId: z.string(),
  outcome: z.enum(['announced', 'skipped', 'failed']),
  reason: z.string().exactOptional(),
  shards: z.array(shardResult).default([]),
});
type SaleResult = z.infer<typeof saleResult>;
const finishInput = z.object({
  run: schedulerRunSchema,
  results: z.array(saleResult),
  leftOver: z.number(),
  execution: z.object({ arn: z.string() }),
});

export type WindowSummary = WindowRecord & { failed: number; leftOver: number; cause: string };

/**
 * Counts the run and records what became of its windows. A window is done only when none of its sales failed and none was
 * left over: else the next run takes it up again, for as long as that helps.
 */
export const createFinishWindow =
  ({ windows, clock, metrics }: FinishWindowDeps) =>
  async (event: unknown): Promise<WindowSummary> => {
    const { run, results, leftOver, execution } = parseStep(finishInput, event);
    const { programId, window } = run;
    const end = { programId, endedAt: clock.now().toISOString(), executionArn: execution.arn };
    const touched = [...new Set([window, ...results.map((result) => result.window)])];
    for (const one of touched) {
      const own = results.filter((result) => result.window === one);
      const before = (await windows.get(one, programId))?.handled ?? [];
      const handled = [...new Set([...before, ...own.filter(({ outcome }) => outcome !== 'failed').map(handledKey)])];
      await windows.put({ ...end, window: one, status: statusOf(own, leftOver), totals: totalsOf(own), handled });
    }
    const totals = totalsOf(results);
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    reportWindow(metrics, programId, { totals, failed, leftOver });
    const skipped = results.flatMap(({ saleId, reason }) => (reason ? [{ saleId, reason }] : []));
    logger.info('window finished', { programId, window, ...totals, failed, leftOver, notAnnounced: skipped });
    const cause = `${failed} sales failed and ${leftOver} were left over: ${whatToDo}`;
    return { ...end, window, status: statusOf(results, leftOver), totals, failed, leftOver, cause };
  };

const whatToDo =
  'the log of record-window-failure says why; start notification-scheduler again with the same input, nothing is made twice';

const statusOf = (results: readonly SaleResult[], leftOver: number): WindowRecord['status'] => {
  if (results.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return leftOver > 0 ? 'partial' : 'done';
};

const totalsOf = (results: readonly SaleResult[]): WindowTotals => {
  const shards = results.flatMap((result) => result.shards);
  return {
    sales: results.length,
    skipped: results.filter(({ outcome }) => outcome === 'skipped').length,
    fans: shards.reduce((sum, { fans }) => sum + fans, 0),
    outcomes: shards.reduce<Record<string, number>>((sum, { outcomes }) => addCounts(sum, outcomes), {}),
  };
};
