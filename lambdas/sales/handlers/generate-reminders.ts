import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { DemandStore, ProgramInForce } from '../ports.ts';
import { type OutcomeCounts, type RemindFansDeps, remindFans } from './reminders/remind-fans.ts';
import { nowOfRun } from './scheduler/run-clock.ts';
import { dueSaleSchema, linksSchema, parseStep, reminderEventSchema, schedulerRunSchema } from './step-inputs.ts';

export type GenerateRemindersDeps = RemindFansDeps & {
  demand: Pick<DemandStore, 'fans'>;
  programInForce: ProgramInForce;
  clock: Clock;
  /** Fans of one call; 5,000 unless a test says otherwise (seeds/ticket-sale-reminders.md, use case 2). */
  fansPerCall?: number;
};

const counts = z.record(z.string(), z.number());
/** Of one shard so far. `more`: call again with it; `nextKey` is empty at the start and at the end. */
const progressSchema = z.object({ more: z.boolean(), nextKey: z.string(), fans: z.number(), outcomes: counts });
export type ShardProgress = z.infer<typeof progressSchema>;

const generateInput = z.object({
  run: schedulerRunSchema,
  sale: dueSaleSchema,
  event: reminderEventSchema,
  links: linksSchema,
  shard: z.number().int().min(0),
  progress: progressSchema,
});

/**
 * Asks the gate for the next page of a shard's fans. Safe to repeat and to run beside itself: ids are made of customer,
 * sale, start and channel.
 * @throws TransientError
 */
export const createGenerateReminders = (deps: GenerateRemindersDeps) => {
  const remind = remindFans(deps);
  return async (input: unknown): Promise<ShardProgress> => {
    const { run, sale, event, links, shard, progress } = parseStep(generateInput, input);
    const inForce = await deps.programInForce(run.programId);
    const now = nowOfRun(run, deps.clock);
    const { nextKey } = progress;
    const page = await deps.demand.fans({
      eventId: sale.eventId,
      shard,
      limit: deps.fansPerCall ?? 5_000,
      now,
      ...(nextKey !== '' && { nextKey }),
    });
    const outcomes = await remind(page.fans, { sale, event, links }, { inForce, now });
    logger.info('reminders asked for', { saleId: sale.saleId, shard, fans: page.fans.length, outcomes });
    return {
      more: page.nextKey !== undefined,
      nextKey: page.nextKey ?? '',
      fans: progress.fans + page.fans.length,
      outcomes: addCounts(progress.outcomes, outcomes),
    };
  };
};

/** Sums counts by name. */
export const addCounts = (one: OutcomeCounts, other: OutcomeCounts): OutcomeCounts => {
  const sum = { ...one };
  for (const [name, n] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
};
