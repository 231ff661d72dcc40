import { describe, expect, it } from 'vitest';
import type { Attempt, Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { aDraftNotification } from '../../../test/support/a-draft-notification.ts';
import { checkRound } from './check-round.ts';

const customerIds = ['c-1', 'c-2'];
const startedAt = '2026-11-20T17:00:00.000Z';
const accepted: Attempt = { number: 1, provider: 'ses', startedAt, outcome: 'accepted' };

const messageOf = (customerId: string, channel: 'sms' | 'email', attempts = [accepted]): Notification => ({
  ...aDraftNotification({ customerId, channel, state: 'accepted', attempts }),
  id: `${customerId}-${channel}`,
});
const goodRound = () => {
  const messages = customerIds.flatMap((id) => [messageOf(id, 'sms'), messageOf(id, 'email')]);
  const cases = customerIds.map((customerId) => ({ customerId, episode: 1, sightings: 1 }));
  return { customerIds, cases, messages, sent: messages.map(({ id }) => id) };
};

describe('the check of a round', () => {
  it('lets a good one pass', () => {
    expect(() => checkRound(goodRound())).not.toThrow();
  });

  it('does not count attempts that asked nothing of the provider', () => {
    const round = goodRound();
    const late: Attempt = { number: 1, provider: 'ses', startedAt, outcome: 'transient', code: 'no-slot' };
    round.messages[0] = messageOf('c-1', 'sms', [late, { ...accepted, number: 2 }]);
    expect(() => checkRound(round)).not.toThrow();
  });

  it.each([
    ['a lost case', { cases: goodRound().cases.slice(1) }, 'c-1 has 0 cases'],
    ['a second case', { cases: [...goodRound().cases, { customerId: 'c-1', episode: 2, sightings: 1 }] }, 'c-1 has 2'],
    ['a copy taken for another error', { cases: goodRound().cases.map((one) => ({ ...one, sightings: 2 })) }, 'seen 2'],
    ['a lost message', { messages: goodRound().messages.slice(1) }, 'c-1 has 0 messages by sms'],
    ['a message that came twice', { sent: [...goodRound().sent, 'c-2-email'] }, 'c-2-email: 1 asked, 2 came'],
    ['a message that never came', { sent: goodRound().sent.slice(1) }, 'c-1-sms: 1 asked, 0 came'],
  ])('tells %s', (_what, wrong, told) => {
    expect(() => checkRound({ ...goodRound(), ...wrong })).toThrow(told);
  });
});
