// Receipts of SMS on the way that Terraform deployed: topic → relay → stream → consumer → ledger and suppression.
import { randomUUID } from 'node:crypto';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { notificationItem } from '../../lambdas/delivery/adapters/notification-items.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { aDraftNotification } from '../support/a-draft-notification.ts';
import { pick } from '../support/deployed.ts';
import { eventually } from '../support/eventually.ts';
import { dynamodb, outputs } from '../support/local-cloud.ts';

const at = '2026-11-20T17:00:00.000Z';
const attempt = { number: 1, provider: 'end-user-messaging', startedAt: at, outcome: 'accepted' } as const;
const TableName = pick(outputs.tables, 'notifications');

/** A message that its provider accepted, in the deployed ledger. */
const accepted = async () => {
  const addressHash = randomUUID();
  const notification = aDraftNotification({
    ...{ channel: 'sms', provider: 'end-user-messaging', state: 'accepted', addressHash, attempts: [attempt] },
    date: { queued: at, accepted: at },
  });
  await dynamodb.send(new PutCommand({ TableName, Item: notificationItem(notification) }));
  return notification;
};
const stateOf = async (id: string): Promise<string> => {
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
  return String(Item?.state);
};
const reached = (id: string, state: string) =>
  eventually(`${id} is ${state}`, async () => ((await stateOf(id)) === state ? true : undefined));
const textEvent = (eventType: string, notificationId: string) => ({
  ...{ eventType, eventTimestamp: Date.parse(at) + 5_000, messageId: randomUUID() },
  context: { notificationId, attempt: '1' },
});

it('takes an event from the topic to the ledger', async () => {
  const { id } = await accepted();
  const message = { Message: JSON.stringify(textEvent('TEXT_DELIVERED', id)) };
  const sns = new SNSClient(localClient(outputs));
  await sns.send(new PublishCommand({ TopicArn: pick(outputs.topics, 'sms-events'), ...message }));
  expect(await reached(id, 'delivered')).toBe(true);
});

it('passes poison by and suppresses a number that is none', async () => {
  const { id, addressHash } = await accepted();
  const record = { provider: 'end-user-messaging', receivedAt: at, event: textEvent('TEXT_INVALID', id) };
  const Records = ['poison', '{}', JSON.stringify(record)].map((text) => ({
    PartitionKey: id,
    Data: Buffer.from(text),
  }));
  const kinesis = new KinesisClient(localClient(outputs));
  await kinesis.send(new PutRecordsCommand({ StreamName: pick(outputs.streams, 'sms-status'), Records }));
  expect(await reached(id, 'failed')).toBe(true);
  const Key = { pk: `S#${addressHash}` };
  const policy = pick(outputs.tables, 'policy');
  expect((await dynamodb.send(new GetCommand({ TableName: policy, Key }))).Item).toHaveProperty('invalid');
});
