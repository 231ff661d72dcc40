import type { CountMetrics } from '../../shared/metrics.ts';
import { afterUpdate } from '../domain/after-update.ts';
import type { Callback } from '../domain/callback.ts';
import { withTicket } from '../domain/support-facts.ts';
import { factOf, type TicketUpdate } from '../domain/ticket-update.ts';
import type { CallbackBook, SupportFactsBook } from '../ports.ts';
import { type SettleCallbackDeps, settleCallback } from './settle-callback.ts';
import { updateCallback } from './update-callback.ts';

export type ApplyUpdateDeps = SettleCallbackDeps & {
  book: CallbackBook;
  facts: SupportFactsBook;
  metrics: CountMetrics;
};

/** `facts-only`: a ticket that is none of ours; `nobody`: nor one of a customer we know. */
export type Applied = 'applied' | 'unchanged' | 'facts-only' | 'nobody';

/** A ticket's state becomes facts of its customer and, if it is a callback's, moves that on and tells of its end. */
export const applyUpdate = async (deps: ApplyUpdateDeps, update: TicketUpdate, now: Date): Promise<Applied> => {
  const callback = await callbackOf(deps, update);
  const customerId = callback?.customerId ?? update.requesterExternalId;
  if (customerId === undefined) {
    deps.metrics.addMetric('WebhooksOfNobody', 'Count', 1);
    return 'nobody';
  }
  const known = callback && { issueType: callback.issueType, cancelled: callback.state === 'cancelled' };
  await deps.facts.update(customerId, (facts) => withTicket(facts, factOf(update, now, known)));
  if (!callback) return 'facts-only';
  const updated = await updateCallback(deps, callback.callbackId, (seen) => afterUpdate(seen, update, now));
  if (updated.kind === 'missing') return 'facts-only';
  // What we called off ourselves has ended when its ticket is solved: that is watch-callbacks' (call-off.ts).
  if (updated.callback.state !== 'cancelled') await settleCallback(deps, updated.callback);
  return updated.kind === 'saved' ? 'applied' : 'unchanged';
};

const ours = /^herald-([0-9a-f]{32})$/;

/** By our own id, which the ticket carries; tickets that lost it, by the ticket's. */
const callbackOf = async ({ book }: ApplyUpdateDeps, update: TicketUpdate): Promise<Callback | undefined> => {
  const callbackId = ours.exec(update.externalId ?? '')?.[1] ?? (await book.byTicket(update.ticketId));
  return callbackId === undefined ? undefined : book.get(callbackId);
};
