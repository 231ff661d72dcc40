// An error event while everything around it fails: a model, the tables, the providers. Help comes once, and nothing is lost.
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { deployReactiveCopy } from '../../support/a-reactive-copy.ts';
import { whileBehaving } from '../../support/behaviour.ts';
import {
  aCrash,
  aKnownCustomer,
  casesOf,
  crash,
  handleFor,
  programId,
  putOnBus,
  type Reachable,
  theCase,
} from '../../support/deployed-issues.ts';
import { finishHandovers } from '../../support/follow-up.ts';
import { callFor } from '../../support/late-reminder.ts';
import { messagesOf, reached, reachedByRelease } from '../../support/ledger.ts';
import { dynamodb, outputs } from '../../support/local-cloud.ts';
import { emailsTo, received, smsTo } from '../../support/simulators.ts';
import { uniqueId } from '../../support/test-programs.ts';

const helpedOnce = async ({ customerId, phone, email }: Reachable): Promise<void> => {
  for (const channel of ['sms', 'email'] as const)
    await reachedByRelease(customerId, { state: 'delivered', step: 'help', channel });
  expect(await casesOf(customerId)).toHaveLength(1);
  expect(await messagesOf(customerId, 'help')).toHaveLength(2);
  expect([await smsTo(phone), await emailsTo(email)].map(({ length }) => length)).toEqual([1, 1]);
};

describe('the endpoint that tells the risk', () => {
  const own = uniqueId('ft-endpoint');
  let copy: Awaited<ReturnType<typeof deployReactiveCopy>>;
  beforeAll(async () => {
    copy = await deployReactiveCopy(own, ({ scoringModel }) => ({
      scoringModel: { ...scoringModel, endpoint: 'sagemaker://churn-risk-v3', timeBudgetMs: 2_000 },
    }));
  });
  afterAll(() => copy?.remove());

  const riskOf = async (name: string) => {
    const { customerId } = await aKnownCustomer(name);
    await handleFor(own, aCrash(customerId));
    return (await theCase(customerId)).risk;
  };

  it('scores, and its score is explained', async () => {
    const risk = await riskOf('scored');
    expect(risk).toMatchObject({ fallback: false, scoredBy: 'sagemaker://churn-risk-v3' });
    expect(risk.score).toBeGreaterThan(0.9);
    expect(risk.contributions).not.toEqual([]);
  });

  it.each([
    ['is away', { status: 503 }],
    ['does not answer', { hang: true }],
  ])('%s: the declared fallback scores, and says so', async (_what, then) => {
    const rules = [{ match: { path: 'churn-risk-v3' }, then }];
    const risk = await whileBehaving('sagemaker', rules, () => riskOf('fallback'));
    expect(risk).toMatchObject({ fallback: true, scoredBy: 'constant://0.5', score: 0.5 });
  });
});

describe('the tables', () => {
  it.each<[string, object, Record<string, unknown>, number]>([
    ['throttle', {}, { fault: 'throttle' }, 3],
    ['let transactions conflict', { operation: 'TransactWriteItems' }, { fault: 'transactionConflict' }, 3],
    ['lose their answers to transactions', { operation: 'TransactWriteItems' }, { fault: 'drop' }, 2],
  ])('%s: help comes all the same, once', async (_what, match, then, times) => {
    const customer = await aKnownCustomer('tables');
    const rules = [{ match: { ...match, body: customer.customerId }, then, times }];
    await whileBehaving('fault-proxy', rules, async () => {
      await crash(customer);
      await theCase(customer.customerId);
    });
    await finishHandovers();
    await helpedOnce(customer);
  });
});

it('an event that ten instances get at once opens one case', async () => {
  const customer = await aKnownCustomer('at-once');
  const event = aCrash(customer.customerId);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => handleFor(programId, event)));
  const others = outcomes.filter(({ kind }) => kind !== 'opened');
  expect(others).toHaveLength(9);
  // Who comes seconds after the case was opened goes on with its messages, as after a crash.
  for (const { kind } of others) expect(['duplicate', 'resumed']).toContain(kind);
  await helpedOnce(customer);
  expect(await theCase(customer.customerId)).toMatchObject({ sightings: 1 });
});

it('ten events of one crash while transactions conflict are one case, seen ten times', async () => {
  const customer = await aKnownCustomer('conflicts');
  const match = { operation: 'TransactWriteItems', body: customer.customerId };
  await whileBehaving('fault-proxy', [{ match, then: { fault: 'transactionConflict' }, times: 5 }], async () => {
    await putOnBus(Array.from({ length: 10 }, () => aCrash(customer.customerId)));
    await theCase(customer.customerId, { sightings: 10 });
  });
  await finishHandovers();
  await helpedOnce(customer);
});

describe('a provider', () => {
  it('that fails for a moment is asked again, and the other channel does not wait for it', async () => {
    const customer = await aKnownCustomer('moment');
    const rules = [{ match: callFor(customer), then: { status: 503 }, times: 1 }];
    await whileBehaving('end-user-messaging', rules, async () => {
      await crash(customer);
      await reached(customer.customerId, { state: 'delivered', step: 'help', channel: 'email' });
      const sms = await reachedByRelease(customer.customerId, { state: 'delivered', step: 'help', channel: 'sms' });
      expect(sms.attempts.map(({ outcome }) => outcome)).toEqual(['transient', 'accepted']);
    });
    expect(await emailsTo(customer.email)).toHaveLength(1);
  });

  it('that is known to be away is not asked: the message takes the queues, and the channel’s next provider', async () => {
    const customer = await aKnownCustomer('away');
    await openBreaker();
    try {
      await crash(customer);
      const sms = await reachedByRelease(customer.customerId, { state: 'delivered', step: 'help', channel: 'sms' });
      expect(sms.attempts).toMatchObject([
        { provider: 'end-user-messaging', outcome: 'transient', code: 'no-slot' },
        { provider: 'sms-service', outcome: 'accepted' },
      ]);
    } finally {
      await closeBreaker();
    }
    expect(await smsTo(customer.phone)).toEqual([]);
    const sent = (await received('sms-service')).map(({ body }) => new URLSearchParams(String(body)).get('To'));
    expect(sent.filter((to) => to === customer.phone)).toHaveLength(1);
  });
});

const limits = { TableName: pick(outputs.tables, 'limits') };
const pk = 'breaker#end-user-messaging';
/** As many failures in a row would leave it: for five minutes. */
const openBreaker = () => {
  const breaker = { is: 'open', until: Date.now() + 300_000, openForMs: 300_000 };
  return dynamodb.send(new PutCommand({ ...limits, Item: { pk, breaker, revision: 1_000_000 } }));
};
/** The next test's provider is a well one. */
const closeBreaker = () => dynamodb.send(new DeleteCommand({ ...limits, Key: { pk } }));
