// From a queued notification to a message that may go now, or to what happens instead.
import { firstProvider } from '../../domain/notification/first-provider.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { NotificationEvent } from '../../domain/notification/notification-event.ts';
import { attemptsOfRound } from '../../domain/notification/provider-answers.ts';
import { maxAttempts } from '../../domain/notification/retry.ts';
import { nextProvider } from '../../domain/sending/channel-providers.ts';
import { checkBeforeSend, type SendFacts } from '../../domain/sending/check-before-send.ts';
import type { ComposedMessage } from '../../domain/sending/compose-message.ts';
import { prepareMessage } from './prepare-message.ts';
import type { Sending } from './send-deps.ts';
import { settleInstead } from './settle-instead.ts';

/** While every provider of a channel is away its messages ask again after 30 to 90 s. */
const awayForMs = 30_000;
const awaySpreadMs = 60_000;

export type WrittenMessage = { notification: Notification; message: ComposedMessage };

/** @returns the message if it may go now; otherwise nothing, and what happens instead has been written down */
export const writeMessage = async (
  sending: Sending,
  notification: Notification,
  facts: SendFacts | undefined,
): Promise<WrittenMessage | undefined> => {
  if (!facts) return settleInstead(sending, notification, cancelled('unknown-program'));
  const at = judgedAt(sending, notification);
  const event = checkBeforeSend(notification, facts, at);
  if (event) return settleInstead(sending, notification, event);
  const message = await prepareMessage(sending, { notification, program: facts.program, at });
  if (!message) return settleInstead(sending, notification, cancelled('cannot-render'));
  const away = await whenAway(sending, notification);
  if (away) return settleInstead(sending, notification, away);
  return { notification, message };
};

const cancelled = (reason: string): NotificationEvent => ({ kind: 'refuse', to: 'cancelled', reason });

const judgedAt = ({ clock, timeTravel }: Sending, { dueAt }: Notification): number =>
  timeTravel && dueAt !== undefined ? Date.parse(dueAt) : clock.now().getTime();

/**
 * Its provider is down: the next one of the channel takes it; when none is left, all over again later. With its last
 * attempt a message does not find out whether a provider is back while another could take it.
 */
const whenAway = async (
  { breakers, clock, random, tally }: Sending,
  notification: Notification,
): Promise<NotificationEvent | undefined> => {
  const { channel, provider } = notification;
  const now = clock.now().getTime();
  const next = nextProvider(channel, provider);
  const isLast = attemptsOfRound(notification).length === maxAttempts - 1;
  if ((await breakers.state(provider, now, next && isLast ? 'spared' : undefined)) !== 'open') return undefined;
  tally.add(provider, 'MessagesRerouted');
  if (next) return { kind: 'reroute', provider: next };
  const until = new Date(now + awayForMs + random() * awaySpreadMs).toISOString();
  return { kind: 'hold', until, reason: 'provider-away', provider: firstProvider(channel) };
};
