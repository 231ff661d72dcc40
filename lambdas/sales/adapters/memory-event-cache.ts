import { cacheChange } from '../domain/cache-change.ts';
import type { CachedEvent, ScheduledSale } from '../domain/event.ts';
import type { EventCache } from '../ports.ts';

/** The fake of EventCache. @param rows the sale book's rows (memorySaleBook reads them) */
export const memoryEventCache = (rows: ScheduledSale[] = []): EventCache => {
  const events = new Map<string, CachedEvent>();
  const claims = new Map<string, number>();
  const missing = new Map<string, number>();
  const drop = (sale: ScheduledSale) => {
    const at = rows.findIndex(
      (row) => row.window === sale.window && row.eventId === sale.eventId && row.saleId === sale.saleId,
    );
    if (at >= 0) rows.splice(at, 1);
  };
  return {
    get: async (eventId) => structuredClone(events.get(eventId)),
    put: async (event, refreshAfter) => {
      const seen = events.get(event.eventId);
      const change = cacheChange(seen, event, refreshAfter);
      if (!change) return structuredClone(seen as CachedEvent);
      for (const sale of [...change.drop, ...change.put]) drop(sale);
      rows.push(...change.put);
      events.set(event.eventId, structuredClone(change.next));
      return structuredClone(change.next);
    },
    remove: async (eventId) => {
      for (const sale of rows.filter((row) => row.eventId === eventId)) drop(sale);
      events.delete(eventId);
    },
    setMissing: async (eventId, until) => void missing.set(eventId, until),
    isMissing: async (eventId, now) => (missing.get(eventId) ?? 0) > now,
    claimRefresh: async (eventId, { now, until }) => {
      if ((claims.get(eventId) ?? 0) > now) return false;
      claims.set(eventId, until);
      return true;
    },
    setShortUrl: async (eventId, { url, shortUrl }) => {
      const event = events.get(eventId);
      if (!event) return 'missing';
      if (event.url !== url) return 'changed';
      events.set(eventId, { ...event, shortUrl, revision: event.revision + 1 });
      return 'saved';
    },
  };
};
