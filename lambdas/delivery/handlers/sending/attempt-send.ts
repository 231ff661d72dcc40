// One attempt: claim, call the provider, write down what it said. A crash between any two of them neither loses the
// message nor sends it twice: before the claim it is still queued, after it its lease runs out and it becomes unknown.
import { customerHash, logger } from '../../../shared/logger.ts';
import type { Notification, NotificationState } from '../../domain/notification/notification.ts';
import { missedSlot } from '../../domain/notification/provider-answers.ts';
import { type Advanced, advance } from '../../domain/notification/transitions.ts';
import type { ComposedMessage } from '../../domain/sending/compose-message.ts';
import { healthOf, outcomeEvent } from '../../domain/sending/outcome-event.ts';
import type { SendOutcome } from '../../domain/sending/outgoing-message.ts';
import { updateNotification } from '../update-notification.ts';
import type { Attempting, Sending } from './send-deps.ts';
import { onSlot, waitUntil } from './send-slots.ts';

/** Much longer than a provider may take (10 s), so that the releaser never judges a call that is under way. */
const leaseMs = 60_000;
/** The claim is written this long before the slot, so that the call itself is on time. */
const claimAheadMs = 100;

export type Ready = { notification: Notification; message: ComposedMessage; weight: number; slot: number };

/** Sends one message in its slot. Does nothing when somebody else was faster. */
export const attemptSend = async (sending: Sending, { notification, ...ready }: Ready): Promise<void> => {
  const waitMs = Math.max(0, ready.slot - sending.clock.now().getTime());
  await waitUntil(sending, ready.slot - claimAheadMs);
  const claimed = await claim(sending, notification);
  if (!claimed) return;
  sending.tally.add(claimed.provider, 'SlotWaitMs', waitMs);
  await sendClaimed(sending, { ...ready, claimed });
};

/** `slot`: epoch ms; nothing: there is none, and the message goes back to waiting, for `retryAfterMs` at least. */
type Claimed = Omit<Ready, 'notification' | 'slot'> & {
  claimed: Notification;
  slot: number | undefined;
  retryAfterMs?: number;
};

/**
 * Calls the provider for a message that is `sending`, and writes down what it said.
 * @returns the state that the message has then
 */
export const sendClaimed = async (
  sending: Attempting,
  { claimed, message, weight, slot, retryAfterMs }: Claimed,
): Promise<NotificationState> => {
  const { provider } = claimed;
  const inTime =
    slot !== undefined &&
    (await onSlot(sending, { provider, weight, slot }).catch((error: unknown) => withoutSlots(error)));
  const attempt = claimed.attempts.at(-1)?.number ?? 0;
  const outcome = inTime ? await sending.providers[provider].send({ ...message, attempt }) : missed(retryAfterMs);
  const aside = await actOn(sending, claimed, outcome).catch((error: unknown) => ({ error }));
  const state = await record(sending, claimed, outcome);
  await tellBreaker(sending, claimed, outcome);
  // The ledger comes first: what is known must be written down. Then the failure may be known.
  if (aside) throw aside.error;
  return state;
};

const missed = (retryAfterMs?: number): SendOutcome => ({
  ...{ kind: 'transient', code: missedSlot, message: 'Its slot was missed', providerUp: true },
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** The provider was not asked yet: thrown on, the error would leave the message to its lease, and so unknown. */
const withoutSlots = (error: unknown): boolean => {
  logger.warn('slots can’t be taken', { error: error as Error });
  return false;
};

const claim = async (sending: Sending, seen: Notification): Promise<Notification | undefined> => {
  const { provider } = seen;
  const updated = await updateNotification(
    sending.ledger,
    seen.id,
    (stored) => {
      if (stored.provider !== provider) return { kind: 'unchanged' };
      return claimedAt(stored, sending.clock.now());
    },
    { seen, ...(sending.pause && { pause: sending.pause }) },
  );
  return updated.kind === 'saved' ? updated.next : undefined;
};

/** What a claim makes of a queued message: `sending`, an attempt, and the lease of whoever calls the provider. */
export const claimedAt = (queued: Notification, now: Date): Advanced => {
  const leaseUntil = new Date(now.getTime() + leaseMs).toISOString();
  return advance(queued, { kind: 'claim', provider: queued.provider, leaseUntil }, now.toISOString());
};

/** What an outcome means for others than its message. Before its record: it can be repeated. */
const actOn = async (sending: Attempting, claimed: Notification, outcome: SendOutcome): Promise<undefined> => {
  const { provider, programId, addressHash } = claimed;
  const at = sending.clock.now().toISOString();
  if (outcome.kind === 'permanent' && outcome.suppress)
    await sending.policies.suppress({ addressHash, reason: outcome.suppress, at, source: provider });
  if (outcome.kind !== 'stop-program') return;
  sending.tally.add(provider, 'SpendLimitReached');
  await sending.pauseFlags.set(`program#${programId}`, { state: 'paused', at, by: provider, reason: outcome.code });
};

/** A breaker that can't be told learns it from the next message. */
const tellBreaker = async (sending: Attempting, { provider }: Notification, outcome: SendOutcome): Promise<void> => {
  const health = healthOf(outcome);
  if (!health) return;
  const told = sending.breakers.report(provider, health, sending.clock.now().getTime());
  await told.catch((error: unknown) => logger.warn('breaker not told', { provider, error: error as Error }));
};

const record = async (sending: Attempting, claimed: Notification, outcome: SendOutcome): Promise<NotificationState> => {
  const now = sending.clock.now();
  const event = outcomeEvent(claimed, outcome, { now: now.getTime(), jitter: sending.random() });
  const updated = await updateNotification(
    sending.ledger,
    claimed.id,
    (stored) => advance(stored, event, now.toISOString()),
    { seen: claimed, ...(sending.pause && { pause: sending.pause }) },
  );
  const state = updated.kind === 'saved' ? updated.next.state : updated.kind;
  countOutcome(sending, claimed, { outcome, state });
  return updated.kind === 'missing'
    ? claimed.state
    : updated.kind === 'saved'
      ? updated.next.state
      : updated.seen.state;
};

const countOutcome = (
  { tally }: Attempting,
  { id, programId, customerId, provider, attempts }: Notification,
  { outcome, state }: { outcome: SendOutcome; state: string },
): void => {
  if (outcome.kind === 'accepted') tally.add(provider, 'MessagesSent');
  else if (outcome.kind === 'unknown') tally.add(provider, 'MessagesUnknown');
  else tally.add(provider, state === 'failed' ? 'MessagesFailed' : 'MessagesRetried');
  logger.info('attempt', {
    notificationId: id,
    programId,
    provider,
    state,
    attempt: attempts.at(-1)?.number,
    customer: customerHash(customerId),
    outcome: outcome.kind,
    ...(outcome.kind !== 'accepted' && { code: outcome.code }),
  });
};
