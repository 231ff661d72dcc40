// Receipts from each provider's event to the ledger, through the handlers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDraftNotification } from '../../../../test/support/a-draft-notification.ts';
import { fixedClock } from '../../../shared/clock.ts';
import { memoryDeliveryTables } from '../../adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../../adapters/memory-notification-ledger.ts';
import { memoryPolicyStore } from '../../adapters/memory-policy-store.ts';
import { memoryReceiptPark } from '../../adapters/memory-receipt-park.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { mostTries } from '../../domain/receipts/parked-receipt.ts';
import type { Receipt } from '../../domain/receipts/receipt.ts';
import type { StatusStream } from '../../ports.ts';
import { createRelaySmsStatus } from '../relay-sms-status.ts';
import { createRetryReceipts } from '../retry-receipts.ts';
import { createSesEvents } from '../ses-events.ts';
import { createSmsStatusConsumer } from '../sms-status-consumer.ts';
import { settleReceipt } from './settle-receipt.ts';

const at = '2026-11-20T17:00:10.000Z';
const sent = (overrides: Partial<Notification> = {}): Notification =>
  aDraftNotification({
    state: 'accepted',
    provider: 'end-user-messaging',
    channel: 'sms',
    addressHash: 'hash-1',
    providerMessageId: 'm-1',
    attempts: [
      {
        ...{ number: 1, provider: 'end-user-messaging', startedAt: '2026-11-20T17:00:00.000Z' },
        ...{ outcome: 'accepted', providerMessageId: 'm-1' },
      },
    ],
    date: { queued: '2026-11-20T17:00:00.000Z', accepted: '2026-11-20T17:00:01.000Z' },
    ...overrides,
  });

const open = (...notifications: Notification[]) => {
  const tables = memoryDeliveryTables();
  for (const one of notifications) tables.notifications.set(one.id, one);
  const counts = new Map<string, number>();
  const metrics = { addMetric: (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1) };
  const park = memoryReceiptPark();
  const [ledger, policies] = [memoryNotificationLedger(tables), memoryPolicyStore(tables)];
  const deps = { ledger, policies, park, metrics, clock: fixedClock(at), pause: async () => {} };
  const suppressed = async (hash: string) =>
    (await policies.read({ customerIds: [], addressHashes: [hash] })).suppressed.get(hash);
  return { deps, tables, counts, park, suppressed, stored: (id: string) => tables.notifications.get(id) };
};
const records = (...texts: string[]) => ({
  Records: texts.map((text, index) => ({
    kinesis: { sequenceNumber: String(index), data: Buffer.from(text).toString('base64') },
  })),
});
const record = (event: object) => JSON.stringify({ provider: 'end-user-messaging', receivedAt: at, event });
const textEvent = (eventType: string, notificationId: string, seconds = 5) => ({
  ...{ eventType, messageId: 'm-1', eventTimestamp: Date.parse('2026-11-20T17:00:00.000Z') + seconds * 1_000 },
  context: { notificationId, attempt: '1' },
});

describe('sms-status-consumer', () => {
  it('brings a message from accepted to delivered, dates kept, whatever the order', async () => {
    const [one, other] = [sent(), sent()];
    const { deps, stored, counts } = open(one, other);
    const steps = ['TEXT_QUEUED', 'TEXT_SUCCESSFUL', 'TEXT_DELIVERED'].map((type, n) => [type, n + 2] as const);
    const ofOne = steps.map(([type, second]) => record(textEvent(type, one.id, second)));
    const ofOther = steps.toReversed().map(([type, second]) => record(textEvent(type, other.id, second)));
    const consume = createSmsStatusConsumer(deps);
    for (const text of [...ofOne, ...ofOther, ...ofOther]) await consume(records(text));
    for (const { id } of [one, other])
      expect(stored(id)).toMatchObject({
        state: 'delivered',
        date: { sent: '2026-11-20T17:00:03.000Z', delivered: '2026-11-20T17:00:04.000Z' },
      });
    expect(stored(one.id)?.date).toEqual(stored(other.id)?.date);
    expect(counts.get('ReceiptsRepeated')).toBeGreaterThanOrEqual(3);
  });

  it('keeps a poison record aside, parks an unknown one, and goes on', async () => {
    const one = sent();
    const { deps, stored, park, counts } = open(one);
    const unknown = { ...textEvent('TEXT_DELIVERED', 'f'.repeat(32)), messageId: 'm-unknown' };
    const poison = ['Hello', record({ eventType: 'TEXT_DELIVERED' })];
    const batch = records(...poison, record(unknown), record(textEvent('TEXT_DELIVERED', one.id)));
    expect(await createSmsStatusConsumer(deps)(batch)).toEqual({ batchItemFailures: [] });
    expect(stored(one.id)?.state).toBe('delivered');
    expect(park.buried.map(({ reason }) => reason)).toEqual(['not-a-status-record', 'not-a-text-event']);
    expect(park.parked).toMatchObject([[{ providerMessageId: 'm-unknown' }, 1]]);
    expect(Object.fromEntries(counts)).toEqual({ ReceiptsMalformed: 2, ReceiptsParked: 1, ReceiptsApplied: 1 });
  });

  it('reports only what failed', async () => {
    const [one, other] = [sent(), sent()];
    const { deps, stored } = open(one, other);
    const get = async (id: string) => {
      if (id === other.id) throw new Error('table is away');
      return deps.ledger.get(id);
    };
    const batch = records(
      record(textEvent('TEXT_DELIVERED', one.id)),
      record({ ...textEvent('TEXT_DELIVERED', other.id), messageId: 'm-2' }),
    );
    const consume = createSmsStatusConsumer({ ...deps, ledger: { ...deps.ledger, get } });
    expect(await consume(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(stored(one.id)?.state).toBe('delivered');
  });
});

describe('matching and suppression', () => {
  it('falls back on the provider’s id', async () => {
    const one = sent();
    const { deps, stored } = open(one);
    const receipt: Receipt = { provider: 'end-user-messaging', providerMessageId: 'm-1', status: 'delivered', at };
    expect(await settleReceipt(deps)(receipt)).toBe('saved');
    expect(stored(one.id)?.state).toBe('delivered');
  });

  it('settles an unknown one', async () => {
    const one = sent({ state: 'unknown', attempts: [{ number: 1, provider: 'end-user-messaging', startedAt: at }] });
    const { deps, stored } = open(one);
    await settleReceipt(deps)({
      provider: 'end-user-messaging',
      notificationId: one.id,
      attempt: 1,
      status: 'sent',
      at,
    });
    expect(stored(one.id)?.state).toBe('sent');
  });

  it('suppresses a dead number, also when the ledger refuses the receipt', async () => {
    const one = sent({ state: 'cancelled' });
    const { deps, suppressed, counts } = open(one);
    await createSmsStatusConsumer(deps)(records(record(textEvent('TEXT_INVALID', one.id))));
    expect(await suppressed('hash-1')).toMatchObject({ reason: 'invalid', source: 'receipt:end-user-messaging' });
    expect(counts.get('ReceiptsRefused')).toBe(1);
  });

  it('ends the same in any order, however often receipts are repeated', async () => {
    const types = ['TEXT_PENDING', 'TEXT_SUCCESSFUL', 'TEXT_DELIVERED', 'TEXT_UNREACHABLE'];
    const order = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8, maxLength: 8 });
    const end = async (indexes: number[]) => {
      const one = sent({ id: 'a'.repeat(32), customerId: 'c-1', expiresAt: at });
      const { deps, stored } = open(one);
      const consume = createSmsStatusConsumer(deps);
      for (const n of indexes) await consume(records(record(textEvent(types[n] ?? '', one.id, n + 2))));
      const { state, date } = stored(one.id) as Notification;
      return { state, date };
    };
    const usual = await end([0, 1, 2, 3]);
    expect(usual.state).toBe('delivered');
    await fc.assert(
      fc.asyncProperty(order, async (indexes) => {
        expect(await end(indexes)).toEqual(usual);
      }),
      { numRuns: 60 },
    );
  });
});

describe('retry-receipts', () => {
  const receipt: Receipt = { provider: 'ses', notificationId: 'e'.repeat(32), status: 'delivered', at };
  const queued = (tries: number, messageId = 'q') => ({
    Records: [{ messageId, body: JSON.stringify({ receipt, tries }) }],
  });

  it('finds a message that has turned up, parks again, and gives up in the end', async () => {
    const { deps, park, tables, counts } = open();
    await createRetryReceipts(deps)(queued(1));
    expect(park.parked).toEqual([[receipt, 2]]);
    await createRetryReceipts(deps)(queued(mostTries - 1));
    expect(park.buried).toEqual([{ reason: 'no-such-message', receipt }]);
    expect(counts.get('ReceiptsGivenUp')).toBe(1);
    const late = sent({ id: receipt.notificationId as string });
    tables.notifications.set(late.id, late);
    await createRetryReceipts(deps)(queued(3));
    expect(tables.notifications.get(late.id)?.state).toBe('delivered');
  });

  it('keeps what is no receipt aside', async () => {
    const { deps, park } = open();
    expect(await createRetryReceipts(deps)({ Records: [{ messageId: '1', body: '?' }] })).toEqual({
      batchItemFailures: [],
    });
    expect(park.buried).toMatchObject([{ reason: 'not-a-parked-receipt' }]);
  });
});

describe('ses-events', () => {
  const mailOf = (id: string) => ({ timestamp: at, messageId: 's-1', tags: { notificationId: [id], attempt: ['1'] } });
  const agent = 'Mozilla/5.0 (Windows NT 10.0) GoogleImageProxy';

  it('suppresses what bounced for good, and tells people’s opens from machines’', async () => {
    const [gone, read] = [sent({ addressHash: 'dead' }), sent()];
    const { deps, stored, suppressed } = open(gone, read);
    const take = createSesEvents(deps);
    const bounce = { timestamp: at, bounceType: 'Permanent', bounceSubType: 'General' };
    await take({ detail: { eventType: 'Bounce', mail: mailOf(gone.id), bounce } });
    expect(stored(gone.id)).toMatchObject({ state: 'failed', date: { bounced: at } });
    expect((await suppressed('dead'))?.reason).toBe('bounce');
    await take({ detail: { eventType: 'Open', mail: mailOf(read.id), open: { timestamp: at, userAgent: agent } } });
    expect(stored(read.id)?.date).toMatchObject({ machineOpened: at });
    expect(stored(read.id)?.date.opened).toBeUndefined();
  });

  it('counts and leaves what is no event of ours', async () => {
    const { deps, counts } = open();
    await createSesEvents(deps)({ source: 'aws.ec2', detail: { state: 'terminated' } });
    expect(counts.get('ReceiptsMalformed')).toBe(1);
  });
});

describe('relay-sms-status', () => {
  it('puts events into the stream by message, without numbers, whatever they are', async () => {
    const put: Parameters<StatusStream['put']>[0][number][] = [];
    const stream: StatusStream = { put: async (taken) => void put.push(...taken) };
    const event = { ...textEvent('TEXT_SUCCESSFUL', 'd'.repeat(32)), destinationPhoneNumber: '+12025550123' };
    const Records = [JSON.stringify(event), 'Hello from SNS!'].map((Message, n) => ({
      Sns: { MessageId: `sns-${n}`, Message },
    }));
    await createRelaySmsStatus({ stream, clock: fixedClock(at) })({ Records });
    expect(put.map(({ key }) => key)).toEqual(['d'.repeat(32), 'sns-1']);
    expect(JSON.stringify(put)).not.toContain('+1202');
    const { deps, park } = open(sent({ id: 'd'.repeat(32) }));
    const texts = put.map((taken) => JSON.stringify(taken.record));
    expect(await createSmsStatusConsumer(deps)(records(...texts))).toEqual({ batchItemFailures: [] });
    expect(park.buried).toHaveLength(1);
  });
});
