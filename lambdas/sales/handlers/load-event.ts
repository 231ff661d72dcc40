import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { CachedEvent } from '../domain/event.ts';
import { eventIdPattern } from '../domain/event-id.ts';
import { isFresh } from '../domain/freshness.ts';
import { reminderFacts } from '../domain/reminder-event.ts';
import { currentSale } from '../domain/sale-to-announce.ts';
import type { EventCache, SalePrograms } from '../ports.ts';
import type { FreshEvent } from './fresh-event.ts';
import { dueSaleSchema, type LoadedSale, parseStep, schedulerRunSchema } from './step-inputs.ts';

export type LoadEventDeps = {
  fresh: FreshEvent;
  cache: Pick<EventCache, 'get'>;
  programs: SalePrograms;
  clock: Clock;
  sleep?: (ms: number) => Promise<unknown>;
};

const input = z.union([
  z.object({ run: schedulerRunSchema, sale: dueSaleSchema }),
  z.object({ eventId: z.string().regex(eventIdPattern) }),
]);

/** Before a send Discovery gets three calls; then a copy of up to a day stands in: a reminder of an old time beats none. */
const PAUSES_MS = [1_000, 3_000];
const STAND_IN_MS = 24 * 60 * 60_000;

/**
 * LoadEvent of notification-scheduler (`{run, sale}`): the event fresh from Discovery, and whether its sale is still to
 * be announced. Also started by eventDetails (`{eventId}`), to refresh what is shown.
 */
export const createLoadEvent =
  (deps: LoadEventDeps) =>
  async (event: unknown): Promise<LoadedSale | { outcome: 'refreshed' | 'gone' }> => {
    const step = parseStep(input, event);
    const { program } = await deps.programs.current();
    const budgetMs = program.sales.discoveryBudgetMs;
    if ('eventId' in step) return refresh(deps, { eventId: step.eventId, freshForMs: 0, budgetMs });
    const { sale } = step;
    const freshForMs = program.sales.freshForMinutes * 60_000;
    const found = await beforeSend(deps, { eventId: sale.eventId, freshForMs, budgetMs });
    if (!found) return skip('gone', sale);
    const current = currentSale(found, sale, program.sales.suppression);
    if (current.kind === 'skip') return skip(current.reason, sale);
    return { outcome: 'announce', event: reminderFacts(found), sale: { ...sale, ...current.now } };
  };

const skip = (reason: string, { eventId, saleId, window }: { eventId: string; saleId: string; window: string }) => {
  logger.info('sale not announced', { reason, eventId, saleId, window });
  return { outcome: 'skip' as const, reason };
};

type Wanted = Parameters<FreshEvent>[0];

const refresh = async ({ fresh }: LoadEventDeps, wanted: Wanted) => {
  try {
    await fresh(wanted);
    return { outcome: 'refreshed' as const };
  } catch (error) {
    if (error instanceof NotFoundError) return { outcome: 'gone' as const };
    throw error;
  }
};

/** Undefined when Discovery no longer has the event. @throws TransientError when it is away and there is no copy */
const beforeSend = async (deps: LoadEventDeps, wanted: Wanted): Promise<CachedEvent | undefined> => {
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

const standIn = async ({ cache, clock }: LoadEventDeps, eventId: string, error: TransientError) => {
  const copy = await cache.get(eventId);
  if (!copy || !isFresh(copy, STAND_IN_MS, clock.now())) throw error;
  logger.warn('Discovery is away: the last copy stands in', { eventId, fetchedAt: copy.fetchedAt });
  return copy;
};
