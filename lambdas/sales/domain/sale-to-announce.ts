import type { SaleSuppression } from '../../shared/programs/sale-program-schema.ts';
import type { SaleEvent } from './event.ts';
import { windowOf } from './sales.ts';
import { suppressionOf } from './suppression.ts';

/** A sale as the sale book had it. */
type Planned = { window: string; saleId: string };
/** `now`: its start and name as they are now. */
type Announced = { kind: 'announce'; now: { startsAt: string; name?: string } };
/** `suppressed`: by the program's rules or the event's state; otherwise there is just nothing to announce any more. */
type Skipped = { kind: 'skip'; reason: string; suppressed: boolean };

/**
 * Whether a sale that a window holds is still to be announced, seen with the fresh event.
 * Reasons: those of suppression.ts, `withdrawn` (the sale is gone), `unannounced` (its time was taken back), `moved`
 * (to another window, which announces it).
 */
export const currentSale = (event: SaleEvent, planned: Planned, rules: SaleSuppression): Announced | Skipped => {
  const { event: whole, sales } = suppressionOf(event, rules);
  const suppressed = whole ?? sales[planned.saleId];
  if (suppressed !== undefined) return { kind: 'skip', reason: suppressed, suppressed: true };
  const sale = event.sales.find(({ saleId }) => saleId === planned.saleId);
  if (!sale) return { kind: 'skip', reason: 'withdrawn', suppressed: false };
  const { startsAt, name } = sale;
  if (startsAt === undefined) return { kind: 'skip', reason: 'unannounced', suppressed: false };
  if (windowOf(startsAt) !== planned.window) return { kind: 'skip', reason: 'moved', suppressed: false };
  return { kind: 'announce', now: { startsAt, ...(name && { name }) } };
};
