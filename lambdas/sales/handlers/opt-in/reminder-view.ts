import type { Demand } from '../../domain/demand.ts';
import type { ContactChannel } from '../../domain/records.ts';

/** A reminder as GraphQL's type Reminder shows it. */
export const reminderView = (demand: Demand, awaitingConfirmation: readonly ContactChannel[]) => ({
  eventId: demand.eventId,
  marketId: `TM_${demand.marketplace}`,
  preference: demand.preference,
  locale: demand.locale ?? null,
  verifiedFanPresales: demand.verifiedFanPresales,
  awaitingConfirmation: [...awaitingConfirmation],
  createdAt: demand.createdAt,
});
