import type { Sale, SaleKind } from './event.ts';
import { toInstant } from './plain-values.ts';
import type { RawEvent } from './raw-event.ts';

/** One transaction moves all sales of an event (100 writes: domain/… old and new row each); real events have below ten. */
const MAX_SALES = 40;

/** Before it no ticket was sold online; Discovery uses 1900-01-01 for "nobody knows". */
const EARLIEST = Date.parse('1990-01-01T00:00:00Z');

/** Public sale and presales, several at a time if they overlap; ids are unique within the event. */
export const normaliseSales = (sales: RawEvent['sales']): Sale[] => {
  const { public: open, presales = [] } = sales ?? {};
  const named = [
    ...(open
      ? [saleOf('public', { ...open, ...((open.startTBD || open.startTBA) && { startDateTime: undefined }) })]
      : []),
    ...presales.map((presale) => saleOf('presale', presale)),
  ];
  return withUniqueIds(named.slice(0, MAX_SALES));
};

type RawSale = { name?: string | undefined; startDateTime?: string | undefined; endDateTime?: string | undefined };

const saleOf = (kind: SaleKind, { name, startDateTime, endDateTime }: RawSale): Sale => {
  const startsAt = known(startDateTime);
  const endsAt = known(endDateTime);
  return {
    saleId: kind === 'public' ? 'public' : `presale-${slug(name ?? '')}`,
    kind,
    ...(kind === 'presale' && name !== undefined && { name }),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
  };
};

const known = (text: string | undefined): string | undefined => {
  const instant = toInstant(text);
  return instant !== undefined && Date.parse(instant) >= EARLIEST ? instant : undefined;
};

/** Letters and digits of any script, in lower case, joined by "-". */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80) || 'unnamed';

/** Sales of one name are told apart by their order in time, the one thing about them that seldom changes. */
const withUniqueIds = (sales: readonly Sale[]): Sale[] => {
  const seen = new Map<string, number>();
  const ordered = [...sales].sort((one, other) => (one.startsAt ?? '~').localeCompare(other.startsAt ?? '~', 'en'));
  return ordered.map((sale) => {
    const count = (seen.get(sale.saleId) ?? 0) + 1;
    seen.set(sale.saleId, count);
    return count === 1 ? sale : { ...sale, saleId: `${sale.saleId}~${count}` };
  });
};
