// How old an answer may be: for display by `refreshAfter`, before a send by the program (freshForMinutes).
import type { CachedEvent, SaleEvent } from './event.ts';
import { scheduledSales } from './sales.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Display may be older the further away the next sale is; Discovery's 5,000 calls a day are shared by everybody. */
const STEPS: readonly [saleWithin: number, keepFor: number][] = [
  [2 * HOUR, 10 * MINUTE],
  [24 * HOUR, HOUR],
  [Number.POSITIVE_INFINITY, 6 * HOUR],
];
const NOTHING_AHEAD = 24 * HOUR;

/** When an answer of `event.fetchedAt` becomes stale for display. ISO 8601. */
export const refreshAfter = (event: SaleEvent): string => {
  const fetched = Date.parse(event.fetchedAt);
  const ahead = scheduledSales(event)
    .map(({ startsAt }) => Date.parse(startsAt) - fetched)
    .filter((distance) => distance > 0);
  const next = Math.min(...ahead);
  const keep = ahead.length === 0 ? NOTHING_AHEAD : (STEPS.find(([within]) => next <= within)?.[1] ?? HOUR);
  // Never past the sale itself: what it has become (on sale, sold out) is news.
  return new Date(fetched + Math.min(keep, ahead.length ? Math.max(next, MINUTE) : keep)).toISOString();
};

export const isStale = ({ refreshAfter: after }: CachedEvent, now: Date): boolean => Date.parse(after) <= now.getTime();

/** Whether it was fetched within `forMs`; what was "fetched" in the future (a clock gone wrong) is not fresh. */
export const isFresh = ({ fetchedAt }: SaleEvent, forMs: number, now: Date): boolean => {
  const age = now.getTime() - Date.parse(fetchedAt);
  return age >= -MINUTE && age < forMs;
};
