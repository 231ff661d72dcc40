import type { ScheduledSale } from '../domain/event.ts';
import type { SaleBook } from '../ports.ts';

/** The fake of SaleBook; `rows` is what memoryEventCache writes: one shared array. */
export const memorySaleBook = (rows: readonly ScheduledSale[]): SaleBook => ({
  inWindow: async (window) =>
    rows
      .filter((row) => row.window === window)
      .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
      .map((row) => ({ ...row })),
});

const keyOf = ({ eventId, saleId }: ScheduledSale): string => `${eventId}#${saleId}`;
