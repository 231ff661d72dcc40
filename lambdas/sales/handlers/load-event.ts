import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import type { CachedEvent } from '../domain/event.ts';
import { isFresh } from '../domain/freshness.ts';
import { reminderFacts } from '../domain/reminder-event.ts';
import { currentSale } from '../domain/sale-to-announce.ts';
import type { EventCache, SalePrograms } from '../ports.ts';
import type { FreshEvent } from './fresh-event.ts';
import { programOfRun } from './scheduler/program-of-run.ts';
import { type DueSale, dueSaleSchema, type LoadedSale, parseStep, schedulerRunSchema } from './step-inputs.ts';

export type LoadEventDeps = {
  fresh: FreshEvent;
  cache: Pick<EventCache, 'get'>;
  programs: SalePrograms;
  clock: Clock;
  metrics: CountMetrics;
  sleep?: (ms: number) => Promise<unknown>;
};

const input = z.object({ run: schedulerRunSchema, sale: dueSaleSchema });

/** Before a send Discovery gets three calls; then a copy of up to a day stands in: a reminder of an old time beats none. */
const PAUSES_MS = [1_000, 3_000];
const STAND_IN_MS = 24 * 60 * 60_000;

/**
 * LoadEvent of notification-scheduler (`{run, sale}`): the event fresh from Discovery, and whether its sale is still to
 * be announced.
 */
export const createLoadEvent =
  (deps: LoadEventDeps) =>
  async (event: unknown): Promise<LoadedSale> => {
    const { run, sale } = parseStep(input, event);
    const { sales: rules } = await programOfRun(deps.programs, run.programId);
    const freshForMs = rules.freshForMinutes * 60_000;
    const found = await beforeSend(deps, { eventId: sale.eventId, freshForMs, budgetMs: rules.discoveryBudgetMs });
    if (!found) return skip('gone', sale);
    const current = currentSale(found, sale, rules.suppression);
    if (current.kind === 'skip') return skip(current.reason, sale, current.suppressed);
    return { outcome: 'announce', event: reminderFacts(found), sale: { ...sale, ...current.now } };
  };

const skip = (reason: string, { eventId, saleId, window }: DueSale, suppressed = false) => {
  logger.info('sale not announced', { reason, eventId, saleId, window });
  return { outcome: 'skip' as const, reason, suppressed };
};

/** Undefined when Discovery no longer has the event. @throws TransientError when it is away and there is no copy */
const beforeSend = async (deps: LoadEventDeps, wanted: Parameters<FreshEvent>[0]): Promise<CachedEvent | undefined> => {
  const { fresh, sleep = wait } = deps;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fresh(wanted);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      if (!(error instanceof TransientError)) throw error;
      const pause = PAUSES_MS[attempt];
      if (pause === undefined) return standIn(deps, wanted.eventId, error);
      await sleep(pause);
    }
  }
};

const standIn = async ({ cache, clock, metrics }: LoadEventDeps, eventId: string, error: TransientError) => {
  const copy = await cache.get(eventId);
  if (!copy || !isFresh(copy, STAND_IN_MS, clock.now())) throw error;
  logger.warn('Discovery is away: the last copy stands in', { eventId, fetchedAt: copy.fetchedAt });
  metrics.addMetric('EventStandIns', 'Count', 1);
  return copy;
};
