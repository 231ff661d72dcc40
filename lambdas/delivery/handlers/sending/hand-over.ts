// From the gate to the provider without a queue: what a message needs to be sent is made ready before its claim is
// written, and what may speak against it is read beside that write.
import { logger } from '../../../shared/logger.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { Notification, NotificationState } from '../../domain/notification/notification.ts';
import { type ComposedMessage, weightOf } from '../../domain/sending/compose-message.ts';
import type { ClaimNow } from '../gate/settle-one.ts';
import { claimedAt, sendClaimed } from './attempt-send.ts';
import { prepareMessage } from './prepare-message.ts';
import type { Attempting } from './send-deps.ts';
import { takeSlots } from './send-slots.ts';

/** Whoever would wait longer for a slot is better off in the queue. */
const maxWaitMs = 500;

export type HandOver = {
  /** For the gate: the claimed message, once its text is written; nothing: workers send it. */
  claim: ClaimNow;
  /** Calls the provider for what the gate has written as claimed. */
  send(claimed: Notification): Promise<NotificationState>;
};

type Context = { program: PinnedProgram<AnyProgram>; now: Date };
/** No slot: nothing was asked of the provider, and the message goes back to waiting. */
type Clearance = { slot: number | undefined; retryAfterMs?: number };
type Hand = { message: ComposedMessage; clearance: Promise<Clearance> };

export const handOver = (attempting: Attempting, { program, now }: Context): HandOver => {
  let hand: Hand | undefined;
  return {
    claim: async (queued) => {
      const message =
        hand?.message ?? (await written(attempting, { notification: queued, program, at: now.getTime() }));
      if (!message) return undefined;
      const advanced = claimedAt(queued, attempting.clock.now());
      if (advanced.kind !== 'advanced') return undefined;
      hand ??= { message, clearance: clearanceFor(attempting, queued, message) };
      // It is one write with the grant.
      return { ...advanced.next, revision: queued.revision };
    },
    send: async (claimed) => {
      const { message, clearance } = hand as Hand;
      return sendClaimed(attempting, { claimed, message, weight: weightOf(message), ...(await clearance) });
    },
  };
};

/** What can't be written here is left to the workers, who know what to do about it. */
const written = async (
  attempting: Attempting,
  request: Parameters<typeof prepareMessage>[1],
): Promise<ComposedMessage | undefined> => {
  try {
    return await prepareMessage(attempting, request);
  } catch (error) {
    logger.warn('left to the workers', { notificationId: request.notification.id, error: error as Error });
    return undefined;
  }
};

/** Pause, breaker and slot at once. Never rejects: whatever is not known speaks against sending now. */
const clearanceFor = async (
  attempting: Attempting,
  { provider, programId, campaignId }: Notification,
  message: ComposedMessage,
): Promise<Clearance> => {
  const { breakers, clock, pauseFlags } = attempting;
  const now = clock.now().getTime();
  const scopes = [`program#${programId}`, ...(campaignId === undefined ? [] : [`campaign#${campaignId}`])];
  try {
    const [breaker, slots, ...flags] = await Promise.all([
      breakers.state(provider, now),
      takeSlots(attempting, provider, { weights: [weightOf(message)], maxWaitMs }),
      ...scopes.map((scope) => pauseFlags.get(scope)),
    ]);
    if (slots.kind === 'full') return { slot: undefined, retryAfterMs: Math.max(0, slots.retryAt - now) };
    return { slot: breaker === 'open' || flags.some((flag) => flag !== undefined) ? undefined : slots.at[0] };
  } catch (error) {
    logger.warn('not cleared to be sent at once', { provider, error: error as Error });
    return { slot: undefined };
  }
};
