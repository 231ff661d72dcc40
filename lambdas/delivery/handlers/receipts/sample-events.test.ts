// AWS's own sample events through the doors of delivery: none is a receipt of ours, each is refused cleanly.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../../shared/clock.ts';
import { memoryNotificationLedger } from '../../adapters/memory-notification-ledger.ts';
import { memoryPolicyStore } from '../../adapters/memory-policy-store.ts';
import { memoryReceiptPark } from '../../adapters/memory-receipt-park.ts';
import { parseSesEvent } from '../../domain/receipts/ses-receipt.ts';
import type { StatusStream } from '../../ports.ts';
import { createReceiveSms } from '../receive-sms.ts';
import { createRelaySmsStatus } from '../relay-sms-status.ts';
import { createSmsStatusConsumer } from '../sms-status-consumer.ts';
import { readWebhook } from './webhook-request.ts';

const folder = new URL('../../../../test/fixtures/aws-events/', import.meta.url);
const sample = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const named = (prefix: RegExp) => readdirSync(folder).filter((name) => prefix.test(name) && name.endsWith('.json'));
const clock = fixedClock('2026-11-20T12:00:00.000Z');
const metrics = { addMetric: () => {} };

describe('sample events', () => {
  it.each(named(/^kinesis/))('%s blocks no shard', async (name) => {
    const park = memoryReceiptPark();
    const [ledger, policies] = [memoryNotificationLedger(), memoryPolicyStore()];
    const event = sample(name);
    const answer = await createSmsStatusConsumer({ ledger, policies, park, metrics, clock })(event);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(park.buried.map(({ reason }) => reason)).toEqual(event.Records.map(() => 'not-a-status-record'));
  });

  it.each(named(/^sns/))('%s is relayed as it is and no inbound SMS', async (name) => {
    const put: Parameters<StatusStream['put']>[0][number][] = [];
    const event = sample(name);
    const stream: StatusStream = { put: async (taken) => void put.push(...taken) };
    await createRelaySmsStatus({ stream, clock })(event);
    expect(put.map(({ key }) => key)).toEqual(
      event.Records.map(({ Sns }: { Sns: { MessageId: string } }) => Sns.MessageId),
    );
    const policies = memoryPolicyStore();
    const counted: string[] = [];
    const inbound = { policies, hasher: { hash: async () => 'h' }, clock };
    await createReceiveSms({ ...inbound, metrics: { addMetric: (metric) => void counted.push(metric) } })(event);
    expect(counted).toEqual(event.Records.map(() => 'InboundMalformed'));
  });

  it.each(named(/^(ses|eventbridge|sqs)/))('%s is no event of SES by EventBridge', (name) => {
    expect(parseSesEvent(sample(name))).toEqual({ kind: 'refused', reason: 'not-an-ses-event' });
  });

  it.each(['apigw-rest__no-auth.json', 'apigw-request.json'])('%s is read as a webhook without a signature', (name) => {
    expect(readWebhook(sample(name)).signature).toBe('');
  });
});
