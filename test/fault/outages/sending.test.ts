// Providers that fail, hang or answer too late; tables that conflict and throttle. Everybody's message is sent once, or it
// is known to be unknown.
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { whileBehaving } from '../../support/behaviour.ts';
import type { Fan } from '../../support/customers.ts';
import { anEventOnSaleSoon, askForSms, callFor, knownFans } from '../../support/late-reminder.ts';
import { messagesOf, reachedByRelease, releaseDue, statesOf } from '../../support/ledger.ts';
import { dynamodb, outputs } from '../../support/local-cloud.ts';
import { setUpMs } from '../../support/patience.ts';
import { received, smsTo } from '../../support/simulators.ts';

const attemptsOf = async (fan: Fan) => (await messagesOf(fan.customerId))[0]?.attempts ?? [];

const troubled = ['recovers', 'stays-away', 'hangs', 'drops', 'answers-late'] as const;
const storedBadly = ['conflicting', 'unanswered', 'throttled'] as const;

describe('one message', () => {
  let fans: Record<(typeof troubled)[number] | (typeof storedBadly)[number], Fan>;

  const providerRules = () => [
    { match: callFor(fans.recovers), then: { status: 500 }, times: 2 },
    { match: callFor(fans['stays-away']), then: { status: 503 } },
    { match: callFor(fans.hangs), then: { hang: true } },
    { match: callFor(fans.drops), then: { drop: true } },
    {
      // It sends, and answers when nobody listens any more; the carrier's receipt comes after that.
      match: callFor(fans['answers-late']),
      then: { afterwards: true, delayMs: 12_000, receipts: [{ type: 'TEXT_DELIVERED', delayMs: 20_000 }] },
    },
  ];
  const writeOf = ({ customerId: body }: Fan, operation: string) => ({ operation, body });
  const tableRules = () => [
    { match: writeOf(fans.conflicting, 'TransactWriteItems'), then: { fault: 'transactionConflict' }, times: 2 },
    { match: writeOf(fans.unanswered, 'TransactWriteItems'), then: { fault: 'drop' }, times: 1 },
    { match: writeOf(fans.throttled, 'PutItem'), then: { fault: 'throttle' }, times: 2 },
  ];
  const all = () => Object.values(fans);

  beforeAll(async () => {
    const soon = await anEventOnSaleSoon();
    fans = await knownFans([...troubled, ...storedBadly]);
    const ends = { 'stays-away': 'failed', hangs: 'unknown', drops: 'unknown' } as Record<string, string>;
    const send = async () => {
      await Promise.all(all().map((fan) => askForSms(fan, soon)));
      const names = [...troubled, ...storedBadly];
      await Promise.all(
        names.map((name) => reachedByRelease(fans[name].customerId, { state: ends[name] ?? 'delivered' })),
      );
    };
    await whileBehaving('fault-proxy', tableRules(), () => whileBehaving('end-user-messaging', providerRules(), send));
  }, setUpMs);

  it('of a provider that answers 500 for a while is tried until it works', async () => {
    const outcomes = (await attemptsOf(fans.recovers)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['transient', 'transient', 'accepted']);
  });

  it('of a provider that stays away is tried three times, and the failure is explained', async () => {
    const [message] = await messagesOf(fans['stays-away'].customerId);
    expect(message).toMatchObject({ state: 'failed', reason: 'InternalServerException' });
    expect(message?.attempts.map(({ outcome }) => outcome)).toEqual(['transient', 'transient', 'transient']);
    expect(await smsTo(fans['stays-away'].phone)).toHaveLength(3);
  });

  it.each(['hangs', 'drops'] as const)('of a provider that %s is not sent again: nobody knows', async (name) => {
    await releaseDue();
    const [message] = await messagesOf(fans[name].customerId);
    expect(message).toMatchObject({ state: 'unknown', attempts: [{ number: 1, outcome: 'unknown' }] });
    expect(await smsTo(fans[name].phone)).toHaveLength(1);
  });

  it('that is sent although the answer comes after the timeout is settled by its receipt', async () => {
    const [message] = await messagesOf(fans['answers-late'].customerId);
    expect(message).toMatchObject({ state: 'delivered', attempts: [{ number: 1 }] });
    expect(statesOf(message ?? { timeline: [] })).toEqual(expect.arrayContaining(['sending', 'unknown', 'delivered']));
    expect(await smsTo(fans['answers-late'].phone)).toHaveLength(1);
  });

  it.each(storedBadly)('is made and sent once, also when the tables’ answers are %s', async (name) => {
    expect(await messagesOf(fans[name].customerId)).toMatchObject([{ state: 'delivered', attempts: [{ number: 1 }] }]);
    expect(await smsTo(fans[name].phone)).toHaveLength(1);
  });
});

describe('a provider that is down for all', () => {
  it('is left to itself by the breaker, and the channel’s next provider takes over', async () => {
    const soon = await anEventOnSaleSoon(); // its own: an earlier one's sale may have begun meanwhile
    const fans = await knownFans(Array.from({ length: 10 }, (_, n) => `rerouted-${n}`));
    const everybody = Object.values(fans);
    await whileBehaving('end-user-messaging', [{ match: {}, then: { status: 503 } }], async () => {
      await Promise.all(everybody.map((fan) => askForSms(fan, soon)));
      await Promise.all(everybody.map(({ customerId }) => reachedByRelease(customerId, { state: 'delivered' })));
    }).finally(closeBreaker);
    const sent = (await received('sms-service')).map(({ body }) => new URLSearchParams(String(body)).get('To'));
    for (const { phone, customerId } of everybody) {
      const [message] = await messagesOf(customerId);
      expect(message).toMatchObject({ provider: 'sms-service' });
      expect(sent.filter((to) => to === phone)).toHaveLength(1);
    }
  });
});

/** The next test's provider is a well one. */
const closeBreaker = () =>
  dynamodb.send(
    new DeleteCommand({ TableName: pick(outputs.tables, 'limits'), Key: { pk: 'breaker#end-user-messaging' } }),
  );
