import type { SaleSuppression } from '../../shared/programs/sale-program-schema.ts';
import type { Sale, SaleEvent } from './event.ts';

/** Why nobody is reminded: stable codes. `event`: of none of its sales; `sales`: by sale id, the rest is announced. */
export type Suppressed = { event?: string; sales: Record<string, string> };

/**
 * What the program file keeps quiet about (seeds/ticket-sale-reminders.md, use case 4). What Discovery does not tell
 * (country, segment) counts as not supported: "non-supported countries suppressed by default".
 */
export const suppressionOf = (event: SaleEvent, rules: SaleSuppression): Suppressed => {
  const whole = eventReason(event, rules);
  const sales = event.sales.flatMap((sale) => {
    const reason = saleReason(sale, rules);
    return reason ? [[sale.saleId, reason] as const] : [];
  });
  // An event that has only such sales has nothing to be reminded of.
  const nothingLeft = event.sales.length > 0 && sales.length === event.sales.length ? sales[0]?.[1] : undefined;
  const reason = whole ?? nothingLeft;
  return { ...(reason && { event: reason }), sales: Object.fromEntries(sales) };
};

const eventReason = (event: SaleEvent, rules: SaleSuppression): string | undefined => {
  if (event.status === 'canceled' || event.status === 'postponed') return event.status;
  if (names(event.name, rules)) return 'registration';
  if (event.artists.some(({ artistId }) => rules.artistIds.includes(artistId))) return 'artist';
  if (!rules.countries.includes(event.countryCode ?? '')) return 'country';
  if (!rules.segments.includes(event.segment ?? '')) return 'segment';
  return undefined;
};

const saleReason = ({ name = '' }: Sale, rules: SaleSuppression): string | undefined =>
  names(name, rules) ? 'registration' : undefined;

const names = (text: string, { saleNames }: SaleSuppression): boolean =>
  saleNames.some((word) => text.toLowerCase().includes(word.toLowerCase()));
