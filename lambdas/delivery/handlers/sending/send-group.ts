// Some messages side by side: last look, text, breaker, slots, attempt. What may not go now is written down as such.
import type { Notification, ProviderName } from '../../domain/notification/notification.ts';
import { weightOf } from '../../domain/sending/compose-message.ts';
import { attemptSend } from './attempt-send.ts';
import { loadFacts } from './load-facts.ts';
import type { Sending } from './send-deps.ts';
import { takeSlots } from './send-slots.ts';
import { settleInstead } from './settle-instead.ts';
import { type WrittenMessage, writeMessage } from './write-message.ts';

/** Those without a slot come back at different times. */
const fullSpreadMs = 20_000;

/** By id, why a message could not be dealt with; its queue entry must come again. */
export type Failures = Map<string, unknown>;

/** @returns the messages that failed unexpectedly; the others are dealt with */
export const sendGroup = async (sending: Sending, group: readonly Notification[]): Promise<Failures> => {
  const failures: Failures = new Map();
  const noting = <T>(id: string, work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => void failures.set(id, error));
  const factsOf = await loadFacts(sending, group);
  const results = await Promise.all(group.map((one) => noting(one.id, writeMessage(sending, one, factsOf(one)))));
  const written = results.filter((one) => one !== undefined);
  const providers = [...new Set(written.map(({ notification }) => notification.provider))];
  await Promise.all(
    providers.map(async (provider) => {
      const own = written.filter(({ notification }) => notification.provider === provider);
      const works = await inSlots(sending, provider, own);
      await Promise.all(works.map((work, index) => noting((own[index] as WrittenMessage).notification.id, work())));
    }),
  );
  return failures;
};

/** What each message of a provider has to do: its attempt in its slot, or waiting when there is none. */
const inSlots = async (
  sending: Sending,
  provider: ProviderName,
  messages: readonly WrittenMessage[],
): Promise<(() => Promise<void>)[]> => {
  const weights = messages.map(({ message }) => weightOf(message));
  const slots = await takeSlots(sending, provider, { weights });
  return messages.map((one, index) => async () => {
    if (slots.kind === 'full') return withoutSlot(sending, one.notification, slots.retryAt);
    await attemptSend(sending, { ...one, weight: weights[index] as number, slot: slots.at[index] as number });
  });
};

const withoutSlot = async (sending: Sending, notification: Notification, retryAt: number): Promise<void> => {
  sending.tally.add(notification.provider, 'MessagesWithoutSlot');
  const until = new Date(retryAt + sending.random() * fullSpreadMs).toISOString();
  await settleInstead(sending, notification, { kind: 'hold', until, reason: 'rate-limit' });
};
