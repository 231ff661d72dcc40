// Whether a round did what it should have: one case and one message a channel for each customer, each sent once.
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { missedSlot } from '../../../lambdas/delivery/domain/notification/provider-answers.ts';
import type { CaseSeen } from './settled.ts';

type Round = {
  customerIds: readonly string[];
  cases: readonly CaseSeen[];
  messages: readonly Notification[];
  /** Ids of messages as the providers got them, as often as they did. */
  sent: readonly string[];
};
const sentStates: readonly string[] = ['accepted', 'sent', 'delivered'];

const countOf = <T>(all: readonly T[], keyOf: (one: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
};

/** Attempts that found no slot left it to the queues: nothing was asked of the provider. */
const askedOf = (attempts: Notification['attempts']): number =>
  attempts.filter(({ code }) => code !== missedSlot).length;

/** @throws Error that tells how many things are wrong, and the first of them */
export const checkRound = ({ customerIds, cases, messages, sent }: Round): void => {
  const perCustomer = countOf(cases, ({ customerId }) => customerId);
  const perChannel = countOf(messages, ({ customerId, channel }) => `${customerId} ${channel}`);
  const calls = countOf(sent, (id) => id);
  const wrong = [
    ...customerIds.flatMap((id) => (perCustomer.get(id) === 1 ? [] : [`${id} has ${perCustomer.get(id) ?? 0} cases`])),
    ...cases.flatMap(({ customerId, episode, sightings }) =>
      episode === 1 && sightings === 1 ? [] : [`${customerId}: episode ${episode}, seen ${sightings} times`],
    ),
    ...customerIds.flatMap((id) =>
      (['sms', 'email'] as const).flatMap((channel) => {
        const count = perChannel.get(`${id} ${channel}`) ?? 0;
        return count === 1 ? [] : [`${id} has ${count} messages by ${channel}`];
      }),
    ),
    ...messages.flatMap(({ id, state, reason = '', attempts }) => [
      ...(sentStates.includes(state) ? [] : [`${id} is ${state} ${reason}`]),
      ...(calls.get(id) === askedOf(attempts) ? [] : [`${id}: ${askedOf(attempts)} asked, ${calls.get(id) ?? 0} came`]),
      ...(attempts.filter(({ outcome }) => outcome === 'accepted').length === 1 ? [] : [`${id}: not accepted once`]),
    ]),
  ];
  if (wrong.length > 0) throw new Error(`${wrong.length} things are wrong, such as: ${wrong.slice(0, 5).join('; ')}`);
};
