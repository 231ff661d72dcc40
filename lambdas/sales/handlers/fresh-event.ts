import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { CachedEvent } from '../domain/event.ts';
import { isFresh, refreshAfter } from '../domain/freshness.ts';
import { normaliseEvent } from '../domain/normalise.ts';
import type { Discovery, EventCache } from '../ports.ts';

export type FreshEventDeps = { discovery: Discovery; cache: EventCache; clock: Clock };
export type FreshEventRequest = { eventId: string; freshForMs: number; budgetMs: number };
export type FreshEvent = (request: FreshEventRequest) => Promise<CachedEvent>;

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
    const raw = await discovery.event(eventId, budgetMs).catch(async (error: unknown) => {
      if (error instanceof NotFoundError && cached) await cache.remove(eventId);
      throw error;
    });
    // Under the id it was asked by: Discovery answers older ids of an event too, with its newest one in the body.
    const event = { ...normaliseEvent(raw, clock.now()), eventId };
    return cache.put(event, refreshAfter(event));
  };
