import type { SaleSuppression } from '../../shared/programs/sale-program-schema.ts';
import type { SaleEvent } from './event.ts';
import { windowOf } from './sales.ts';
import { suppressionOf } from './suppression.ts';

/** A sale as the sale book had it. */
type Planned = { window: string; saleId: string; startsAt: string; expiresAt: string };
/** `now`: its start and name as they are now; a reminder that expires with the start follows it. */
type Announced = { kind: 'announce'; now: { startsAt: string; expiresAt: string; name?: string } };

/**
 * Whether a sale that a window holds is still to be announced, seen with the fresh event.
 * Reasons: those of suppression.ts, `withdrawn` (the sale is gone), `unannounced` (its time was taken back), `moved`
 * (to another window, which announces it).
 */
export const currentSale = (
  event: SaleEvent,
  planned: Planned,
  rules: SaleSuppression,
): Announced | { kind: 'skip'; reason: string } => {
  const suppressed = suppressionOf(event, rules);
  const sale = event.sales.find(({ saleId }) => saleId === planned.saleId);
  const reason =
    suppressed.event ??
    suppressed.sales[planned.saleId] ??
    (sale ? undefined : 'withdrawn') ??
    (sale?.startsAt === undefined ? 'unannounced' : undefined) ??
    (windowOf(sale?.startsAt ?? '') === planned.window ? undefined : 'moved');
  if (reason !== undefined || sale?.startsAt === undefined) return { kind: 'skip', reason: reason ?? 'unannounced' };
  const { startsAt, name } = sale;
  const expiresAt = planned.expiresAt === planned.startsAt ? startsAt : planned.expiresAt;
  return { kind: 'announce', now: { startsAt, expiresAt, ...(name && { name }) } };
};
