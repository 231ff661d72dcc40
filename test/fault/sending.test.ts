// Providers that fail, hang or answer too late; tables that conflict and throttle. Everybody's message is sent once, or it
// is known to be unknown.
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { whileBehaving } from '../support/behaviour.ts';
import type { Fan } from '../support/customers.ts';
import { anEventOnSaleSoon, askForSms, callFor, knownFans } from '../support/late-reminder.ts';
import { messagesOf, reached, reachedByRelease, releaseDue, statesOf } from '../support/ledger.ts';
import { dynamodb, outputs } from '../support/local-cloud.ts';
import { received, smsTo } from '../support/simulators.ts';
import type { DiscoveryEvent } from '../support/ticketmaster.ts';

let soon: DiscoveryEvent;
beforeAll(async () => {
  soon = await anEventOnSaleSoon();
});

const attemptsOf = async (fan: Fan) => (await messagesOf(fan.customerId))[0]?.attempts ?? [];

describe('a provider', () => {
  const names = ['recovers', 'stays-away', 'hangs', 'drops', 'answers-late'] as const;
  let fans: Record<(typeof names)[number], Fan>;

  beforeAll(async () => {
    fans = await knownFans(names);
    const rules = [
      { match: callFor(fans.recovers), then: { status: 500 }, times: 2 },
      { match: callFor(fans['stays-away']), then: { status: 503 } },
      { match: callFor(fans.hangs), then: { hang: true } },
      { match: callFor(fans.drops), then: { drop: true } },
      {
        // It sends, and answers when nobody listens any more; the carrier's receipt comes after that.
        match: callFor(fans['answers-late']),
        then: { afterwards: true, delayMs: 12_000, receipts: [{ type: 'TEXT_DELIVERED', delayMs: 13_000 }] },
      },
    ];
    await whileBehaving('end-user-messaging', rules, async () => {
      await Promise.all(names.map((name) => askForSms(fans[name], soon)));
      await Promise.all([
        reachedByRelease(fans.recovers.customerId, { state: 'delivered' }),
        reachedByRelease(fans['stays-away'].customerId, { state: 'failed' }),
        reached(fans.hangs.customerId, { state: 'unknown' }),
        reached(fans['answers-late'].customerId, { state: 'delivered' }),
      ]);
    });
  });

  it('that answers 500 for a while is tried until it works', async () => {
    const outcomes = (await attemptsOf(fans.recovers)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['transient', 'transient', 'accepted']);
  });

  it('that stays away is called three times, and the failure is explained', async () => {
    const [message] = await messagesOf(fans['stays-away'].customerId);
    expect(message).toMatchObject({ state: 'failed', reason: 'InternalServerException' });
    expect(message?.attempts.map(({ outcome }) => outcome)).toEqual(['transient', 'transient', 'transient']);
    expect(await smsTo(fans['stays-away'].phone)).toHaveLength(3);
  });

  it.each(['hangs', 'drops'] as const)('that %s is not asked again: nobody knows whether it sent', async (name) => {
    await releaseDue();
    const [message] = await messagesOf(fans[name].customerId);
    expect(message).toMatchObject({ state: 'unknown', attempts: [{ number: 1, outcome: 'unknown' }] });
    expect(await smsTo(fans[name].phone)).toHaveLength(1);
  });

  it('that answers after the timeout although it sent is believed by its receipt', async () => {
    const [message] = await messagesOf(fans['answers-late'].customerId);
    expect(message).toMatchObject({ state: 'delivered', attempts: [{ number: 1 }] });
    expect(statesOf(message ?? { timeline: [] })).toEqual(expect.arrayContaining(['sending', 'unknown', 'delivered']));
    expect(await smsTo(fans['answers-late'].phone)).toHaveLength(1);
  });
});

describe('tables', () => {
  it.each([
    ['transactions conflict', { operation: 'TransactWriteItems' }, { fault: 'transactionConflict' }, 2],
    ['the answer to the gate’s write is lost', { operation: 'TransactWriteItems' }, { fault: 'drop' }, 1],
    ['the ledger throttles', { operation: 'PutItem' }, { fault: 'throttle' }, 2],
  ])('send once although %s', async (_what, match, then, times) => {
    const { fan } = await knownFans(['fan']);
    const rules = [{ match: { ...match, body: fan.customerId }, then, times }];
    await whileBehaving('fault-proxy', rules, async () => {
      await askForSms(fan, soon);
      await reachedByRelease(fan.customerId, { state: 'delivered' });
    });
    expect(await messagesOf(fan.customerId)).toHaveLength(1);
    expect(await smsTo(fan.phone)).toHaveLength(1);
  });
});

describe('a provider that is down for all', () => {
  it('is left to itself by the breaker, and the channel’s next provider takes over', async () => {
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
