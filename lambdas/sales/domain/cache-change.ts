import type { CachedEvent, SaleEvent, ScheduledSale } from './event.ts';
import { scheduledSales } from './sales.ts';

/** What one transaction writes: the event, and the rows of the sale book that are no longer true, or newly so. */
export type CacheChange = { next: CachedEvent; drop: ScheduledSale[]; put: ScheduledSale[] };

/** @returns undefined when what is there was fetched later */
export const cacheChange = (
  seen: CachedEvent | undefined,
  event: SaleEvent,
  refreshAfter: string,
): CacheChange | undefined => {
  if (seen && seen.fetchedAt > event.fetchedAt) return undefined;
  const shortUrl = seen?.url === event.url ? seen?.shortUrl : undefined;
  const next = { ...event, refreshAfter, revision: (seen?.revision ?? 0) + 1, ...(shortUrl && { shortUrl }) };
  const before = new Map((seen ? scheduledSales(seen) : []).map((sale) => [rowOf(sale), sale]));
  const after = new Map(scheduledSales(event).map((sale) => [rowOf(sale), sale]));
  return {
    next,
    drop: [...before].filter(([row]) => !after.has(row)).map(([, sale]) => sale),
    // A row that is true already is left alone.
    put: [...after].filter(([row, sale]) => !isSame(before.get(row), sale)).map(([, sale]) => sale),
  };
};

const rowOf = ({ window, saleId }: ScheduledSale): string => `${window} ${saleId}`;

const isSame = (one: ScheduledSale | undefined, other: ScheduledSale): boolean =>
  one?.startsAt === other.startsAt && one.name === other.name && one.kind === other.kind;
