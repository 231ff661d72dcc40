import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { messageOf, NotFoundError, TransientError } from '../../shared/errors.ts';
import { type FieldHandler, parseArguments } from '../../shared/graphql/resolver-event.ts';
import { logger } from '../../shared/logger.ts';
import { marketplaceCodes } from '../../shared/programs/marketplace-schema.ts';
import type { SaleProgram } from '../../shared/programs/sale-program-schema.ts';
import type { CachedEvent } from '../domain/event.ts';
import { eventIdPattern } from '../domain/event-id.ts';
import { isStale } from '../domain/freshness.ts';
import type { EventCache, EventRefresh, PublicAllowance, SalePrograms } from '../ports.ts';
import { eventView } from './event-view.ts';
import type { FreshEvent } from './fresh-event.ts';

export type EventDetailsDeps = {
  cache: Pick<EventCache, 'get' | 'claimRefresh'>;
  fresh: FreshEvent;
  refresh: EventRefresh;
  programs: SalePrograms;
  allowance: PublicAllowance;
  clock: Clock;
};

const argumentsSchema = z.object({
  eventId: z.string().regex(eventIdPattern, 'must be a Discovery event id: 5 to 60 letters, digits, "-" or "_"'),
  marketId: z.enum(marketplaceCodes.map((code) => `TM_${code}` as const)).default('TM_US'),
});

/** One refresh of an event at a time; one that was lost is tried again after this. */
const CLAIM_MS = 30_000;
const DEFAULT_BUDGET_MS = 2_000;

/**
 * An event as fans see it: from the cache, however old (then it is fetched behind the caller's back), else from
 * Discovery within its time budget.
 * @throws InvalidInputError, NotFoundError, TransientError (retry: it is being fetched)
 */
export const createEventDetails =
  (deps: EventDetailsDeps): FieldHandler =>
  async (call) => {
    const { eventId, marketId } = parseArguments(argumentsSchema, call);
    const [program, cached] = await Promise.all([programFor(deps, marketId), deps.cache.get(eventId)]);
    if (!cached && !(await deps.allowance.take())) throw usedUp();
    if (!cached) return eventView(await fetched(deps, eventId, program), { program, stale: false });
    const stale = isStale(cached, deps.clock.now());
    if (stale) await fetchBehind(deps, eventId);
    return eventView(cached, { program, stale });
  };

/** Undefined: nobody is reminded of sales in this market. */
const programFor = async ({ programs }: EventDetailsDeps, marketId: string): Promise<SaleProgram | undefined> => {
  try {
    return (await programs.current(marketId.slice('TM_'.length))).program;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
};

const fetched = async (deps: EventDetailsDeps, eventId: string, program?: SaleProgram): Promise<CachedEvent> => {
  const budgetMs = program?.sales.discoveryBudgetMs ?? DEFAULT_BUDGET_MS;
  try {
    return await deps.fresh({ eventId, freshForMs: 0, budgetMs });
  } catch (error) {
    if (error instanceof TransientError) await fetchBehind(deps, eventId);
    throw error;
  }
};

/** Never in the caller's way: a refresh that does not start is tried by the next caller after the claim. */
const fetchBehind = async ({ cache, refresh, clock }: EventDetailsDeps, eventId: string): Promise<void> => {
  const now = clock.now().getTime();
  try {
    if (await cache.claimRefresh(eventId, { now, until: now + CLAIM_MS })) await refresh.start(eventId);
  } catch (error) {
    logger.warn('refresh not started', { eventId, reason: messageOf(error) });
  }
};

/** Anybody may ask, for any id: ids made up must not use up the calls that reminders need. */
const usedUp = () =>
  new TransientError('Too many events that are not in the cache were asked for', {
    whatToDo: 'Try again in some minutes; events that are in the cache are answered meanwhile.',
  });
