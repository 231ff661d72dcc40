import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { CachedEvent } from '../domain/event.ts';
import { isFresh, refreshAfter } from '../domain/freshness.ts';
import { normaliseEvent } from '../domain/normalise.ts';
import type { Discovery, EventCache } from '../ports.ts';

export type FreshEventDeps = { discovery: Discovery; cache: EventCache; clock: Clock };
type FreshEventRequest = { eventId: string; freshForMs: number; budgetMs: number };
export type FreshEvent = (request: FreshEventRequest) => Promise<CachedEvent>;

/** An id that Discovery does not know costs one call of the day's 5,000 in this time, however often it is asked for. */
const MISSING_FOR_MS = 5 * 60_000;

/**
 * An event no older than `freshForMs`: from the cache, or fetched and stored with its sales.
 * @throws NotFoundError when Discovery no longer has it (it is forgotten), TransientError when Discovery is slow, busy
 * or away, InvalidInputError when it answers with no event
 */
export const createFreshEvent =
  ({ discovery, cache, clock }: FreshEventDeps): FreshEvent =>
  async ({ eventId, freshForMs, budgetMs }) => {
    const cached = await cache.get(eventId);
    if (cached && isFresh(cached, freshForMs, clock.now())) return cached;
    if (!cached && (await cache.isMissing(eventId, clock.now().getTime()))) throw unknown(eventId);
    const raw = await discovery.event(eventId, budgetMs).catch(async (error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
      if (cached) await cache.remove(eventId);
      await cache.setMissing(eventId, clock.now().getTime() + MISSING_FOR_MS);
      throw error;
    });
    // Under the id it was asked by: Discovery answers older ids of an event too, with its newest one in the body.
    const event = { ...normaliseEvent(raw, clock.now()), eventId };
    return cache.put(event, refreshAfter(event));
  };

const unknown = (eventId: string) =>
  new NotFoundError(`Discovery had no event ${eventId} a moment ago`, {
    whatToDo: 'Check the event id; an event that is new is found after five minutes.',
  });
