import type { SaleEvent, ScheduledSale } from './event.ts';

const HALF_HOUR = 30 * 60_000;

/**
 * The half hour in which reminders of a sale go out: the ISO 8601 w on the half hour with w < start ≤ w + 30 min
 * (design.md, State machines). A sale at 10:00 belongs to 09:30, one at 10:01 to 10:00.
 */
export const windowOf = (startsAt: string): string =>
  new Date((Math.ceil(Date.parse(startsAt) / HALF_HOUR) - 1) * HALF_HOUR).toISOString();

/** The window that a scheduler run at `at` works on: the half hour that has begun. */
export const windowAt = (at: Date): string => new Date(Math.floor(at.getTime() / HALF_HOUR) * HALF_HOUR).toISOString();

/** Whether an event's sales may still happen as announced: not when it is cancelled, or postponed to nobody knows when. */
const isOn = ({ status }: Pick<SaleEvent, 'status'>): boolean => status !== 'canceled' && status !== 'postponed';

/** What the sale book must hold of an event: its sales with a known start, none of an event that is off. */
export const scheduledSales = (event: SaleEvent): ScheduledSale[] =>
  isOn(event)
    ? event.sales.flatMap(({ saleId, kind, name, startsAt }) =>
        startsAt === undefined
          ? []
          : [{ window: windowOf(startsAt), eventId: event.eventId, saleId, kind, startsAt, ...(name && { name }) }],
      )
    : [];
