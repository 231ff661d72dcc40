import { type Callback, hasEnded } from './callback.ts';
import { eventsOf, type TicketUpdate } from './ticket-update.ts';
import { advance, type CallbackEvent } from './transitions.ts';

/** What a late update may still add: what nobody has told yet. A newer one knew better who has the call, and what came of it. */
const isNews = (seen: Callback, { kind }: CallbackEvent): boolean => {
  if (kind === 'assigned') return seen.agentId === undefined;
  return kind === 'seen' || kind === 'called' || !hasEnded(seen);
};

/**
 * A callback after an update of its ticket; nothing when that changes nothing. The ticket may tell of itself before we have
 * kept that we made it. Updates of one second count in the order in which they come.
 */
export const afterUpdate = (seen: Callback, update: TicketUpdate, now: Date): Callback | undefined => {
  const toldAt = new Date(update.updatedAt).toISOString();
  const isLate = seen.toldAt !== undefined && toldAt < seen.toldAt;
  let next = seen.ticketId === undefined ? { ...seen, ticketId: update.ticketId } : seen;
  for (const event of eventsOf(update, now)) {
    if (isLate && !isNews(seen, event)) continue;
    const advanced = advance(next, event);
    if (advanced.kind === 'advanced') next = advanced.next;
  }
  if (isLate || toldAt === seen.toldAt) return next === seen ? undefined : next;
  return next === seen && hasEnded(seen) ? undefined : { ...next, toldAt };
};
