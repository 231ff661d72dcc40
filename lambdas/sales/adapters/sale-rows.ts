// Rows of table `sales` (docs/architecture.md): pk window, sk `<eventId>#<saleId>`.
import type { ScheduledSale } from '../domain/event.ts';

/** A sale that began a month ago is of no use to anybody; a missed window helps for minutes. */
const KEEP_SECONDS = 30 * 24 * 60 * 60;

export const saleKey = ({ window, eventId, saleId }: ScheduledSale) => ({ window, sk: `${eventId}#${saleId}` });

export const saleItem = (sale: ScheduledSale) => ({
  ...sale,
  ...saleKey(sale),
  ttl: Math.floor(Date.parse(sale.startsAt) / 1_000) + KEEP_SECONDS,
});

/** Undefined for what else may lie in a window. */
export const toSale = (item: Record<string, unknown>): ScheduledSale | undefined => {
  const { window, eventId, saleId, kind, startsAt, name } = item as Partial<ScheduledSale>;
  if (!window || !eventId || !saleId || !kind || !startsAt) return undefined;
  return { window, eventId, saleId, kind, startsAt, ...(name && { name }) };
};
