import * as z from 'zod';
import type { CampaignBook } from '../../delivery/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import { handledKey, type WindowRecord, type WindowTotals } from '../domain/records.ts';
import type { WindowRecords } from '../ports.ts';
import { addCounts } from './generate-reminders.ts';
import { recordCampaigns } from './scheduler/record-campaigns.ts';
import { reportWindow, type WindowMetrics } from './scheduler/window-metrics.ts';
import { parseStep, schedulerRunSchema } from './step-inputs.ts';

export type FinishWindowDeps = {
  windows: Pick<WindowRecords, 'get' | 'put'>;
  campaigns: Pick<CampaignBook, 'put'>;
  clock: Clock;
  metrics: WindowMetrics;
};

const shardResult = z.object({ fans: z.number(), outcomes: z.record(z.string(), z.number()) });
const saleResult = z.object({
  eventId: z.string(),
  saleId: z.string(),
  outcome: z.enum(['announced', 'skipped', 'failed']),
  reason: z.string().exactOptional(),
  suppressed: z.boolean().default(false),
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
 * Counts the run and records what became of its window. It is done only when none of its sales failed and none was left
 * over: else the next run of the window takes up what is missing.
 */
export const createFinishWindow =
  ({ windows, campaigns, clock, metrics }: FinishWindowDeps) =>
  async (event: unknown): Promise<WindowSummary> => {
    const { run, results, leftOver, execution } = parseStep(finishInput, event);
    const { programId, window } = run;
    const announced = results.filter(({ outcome }) => outcome === 'announced');
    await recordCampaigns(campaigns, run, announced);
    const totals = totalsOf(results);
    const end = { programId, window, endedAt: clock.now().toISOString(), executionArn: execution.arn };
    const record = { ...end, status: statusOf(results, leftOver), totals };
    const before = await windows.get(window, programId);
    // A run that found nothing to do leaves the record of those that did.
    if (!before || results.length > 0) await windows.put({ ...record, handled: handledOf(before, results) });
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    const suppressed = results.filter((result) => result.suppressed).length;
    reportWindow(metrics, programId, { totals, failed, suppressed, leftOver });
    const skipped = results.flatMap(({ saleId, reason }) => (reason ? [{ saleId, reason }] : []));
    logger.info('window finished', { programId, window, ...totals, failed, leftOver, notAnnounced: skipped });
    const cause = `${failed} sales failed and ${leftOver} were left over: ${whatToDo}`;
    return { ...record, failed, leftOver, cause };
  };

const whatToDo =
  'the log of record-window-failure says why; start notification-scheduler again with the same input, nothing is made twice';

const handledOf = (before: WindowRecord | undefined, results: readonly SaleResult[]): string[] => {
  const now = results.filter(({ outcome }) => outcome !== 'failed').map(handledKey);
  return [...new Set([...(before?.handled ?? []), ...now])];
};

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
