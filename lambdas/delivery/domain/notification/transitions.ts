// The one table of a notification's transitions (docs/architecture.md, States of a notification). What is not in it is
// refused. Nothing here sends or saves: handlers read, advance and save on condition of the revision they read.
import { mergeReceipt } from './merge-receipt.ts';
import type { Notification, NotificationState } from './notification.ts';
import type { NotificationEvent } from './notification-event.ts';
import { answer, claim } from './provider-answers.ts';
import { addResponse, type Change, enter } from './record-change.ts';
import { withoutSecrets } from './secret-variables.ts';
import { waitsUntil } from './waiting.ts';

/**
 * `returnGrant`: the message will never be sent and no provider accepted it, so the cap is given back with this write.
 * `moveGrant`: it is due at another time, which its cap must be counted from.
 */
export type Advanced =
  | { kind: 'advanced'; next: Notification; returnGrant: boolean; moveGrant?: true }
  | { kind: 'unchanged' }
  | { kind: 'refused'; reason: string };

type Allowed = Partial<Record<NotificationState, readonly NotificationState[]>>;
const dropped = ['suppressed', 'expired', 'cancelled'] as const;
const reported = ['accepted', 'sent', 'delivered', 'failed'] as const;

/** Per event: from which state to which. A state that only gains a date stays where it is and needs no entry. */
export const transitions: Record<NotificationEvent['kind'], Allowed> = {
  release: {
    scheduled: ['queued', 'expired'],
    queued: ['queued', 'expired'],
    sending: ['unknown'],
    unknown: ['unconfirmed'],
  },
  hold: { scheduled: ['scheduled'], queued: ['scheduled'] },
  reroute: { queued: ['queued'] },
  claim: { queued: ['sending'] },
  accepted: { sending: ['accepted'], unknown: ['accepted'] },
  transient: { sending: ['scheduled', 'failed'] },
  permanent: { sending: ['failed'], unknown: ['failed'] },
  'no-answer': { sending: ['unknown'] },
  postpone: { scheduled: ['scheduled'], queued: ['scheduled'] },
  refuse: { scheduled: dropped, queued: dropped },
  // A provider may have sent what it answered 500 to: then a receipt finds the message waiting for its next attempt.
  // The carrier's `delivered` outweighs a failure, whichever came first.
  receipt: {
    scheduled: reported,
    queued: reported,
    sending: reported,
    unknown: reported,
    accepted: ['sent', 'delivered', 'failed'],
    sent: ['delivered', 'failed'],
    failed: ['delivered'],
  },
  response: {},
  replay: { failed: ['queued', 'scheduled'] },
};

const ends: readonly NotificationState[] = ['delivered', 'failed', 'expired', 'suppressed', 'cancelled', 'unconfirmed'];
const neverSent: readonly NotificationState[] = ['failed', 'expired', 'suppressed', 'cancelled'];

export const isEnd = (state: NotificationState): boolean => ends.includes(state);

/** Whether a provider has, or had, the message. A receipt proves it as well as an answer does. */
export const wasAccepted = ({ attempts, date }: Notification): boolean =>
  date.accepted !== undefined || attempts.some(({ outcome }) => outcome === 'accepted');

/**
 * What an event makes of a notification: revision + 1, the date of a state kept from its first time, attempts preserved.
 * @param now ISO 8601, the time of the decision
 */
export const advance = (seen: Notification, event: NotificationEvent, now: string): Advanced => {
  const change = changeOf(seen, event, now);
  if (change.kind !== 'change') return change;
  const { next } = change;
  const stays = next.state === seen.state;
  const allowed = transitions[event.kind][seen.state] ?? [];
  if (!change.dateOnly && !allowed.includes(next.state))
    return { kind: 'refused', reason: `${event.kind}: ${seen.state} can't become ${next.state}` };
  const returnGrant =
    !stays && !isEnd(seen.state) && neverSent.includes(next.state) && !wasAccepted(next) && !seen.test;
  const moved = event.kind === 'postpone' && !seen.test && { moveGrant: true as const };
  const advanced = withoutSecrets({ ...next, revision: seen.revision + 1, updatedAt: now });
  return { kind: 'advanced', next: advanced, returnGrant, ...moved };
};

const changeOf = (seen: Notification, event: NotificationEvent, now: string): Change => {
  switch (event.kind) {
    case 'release':
      return release(seen, event.dueBy, now);
    case 'hold':
      return enter(seen, 'scheduled', now, {
        heldUntil: event.until,
        reason: event.reason,
        provider: event.provider ?? seen.provider,
      });
    case 'reroute':
      return enter(seen, 'queued', now, { provider: event.provider });
    case 'claim':
      return claim(seen, event, now);
    case 'postpone':
      return enter(seen, 'scheduled', now, { dueAt: event.until, reason: event.reason });
    case 'refuse':
      return enter(seen, event.to, now, { reason: event.reason });
    case 'receipt':
      return mergeReceipt(seen, event.receipt);
    case 'response':
      return addResponse(seen, event.response, event.at);
    case 'replay':
      return replay(seen, event.dueAt, now);
    default:
      return answer(seen, event, now);
  }
};

/** `dueBy` selects what is scheduled; leases, lost messages and expiry go by `now`. */
const release = (seen: Notification, dueBy: string, now: string): Change => {
  const looksAt = waitsUntil(seen);
  if (looksAt === undefined || looksAt > (seen.state === 'scheduled' ? dueBy : now)) return { kind: 'unchanged' };
  if (seen.state === 'sending') return answer(seen, { kind: 'no-answer', ...leaseOver(seen) }, now);
  if (seen.state === 'unknown') return enter(seen, 'unconfirmed', now, { reason: 'no-receipt' });
  if (Date.parse(seen.expiresAt) <= Date.parse(now)) return enter(seen, 'expired', now, { reason: 'expired' });
  return enter(seen, 'queued', now, {});
};

const leaseOver = ({ attempts }: Notification) => ({
  attempt: attempts.at(-1)?.number ?? 0,
  code: 'lease-over',
  message: 'The worker did not report back',
});

/** The same message again, in a round of its own; what happened before is kept. */
const replay = (seen: Notification, dueAt: string | undefined, now: string): Change => {
  const waits = dueAt !== undefined && dueAt > now;
  const round = (seen.round ?? 1) + 1;
  return enter(seen, waits ? 'scheduled' : 'queued', now, { round, reason: 'replay', ...(waits && { dueAt }) });
};
