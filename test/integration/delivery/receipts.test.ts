// Receipts of SMS on the way that Terraform deployed: topic → relay → stream → consumer → ledger and suppression.
import { randomUUID } from 'node:crypto';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { notificationItem } from '../../../lambdas/delivery/adapters/notification-items.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { aDraftNotification } from '../../support/a-draft-notification.ts';
import { pick } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { dynamodb, lambda, outputs } from '../../support/local-cloud.ts';
import { patience } from '../../support/patience.ts';

/** A minute ago: what was sent is kept for 90 days. */
const at = new Date(Date.now() - 60_000).toISOString();
const attempt = { number: 1, provider: 'end-user-messaging', startedAt: at, outcome: 'accepted' } as const;
const TableName = pick(outputs.tables, 'notifications');

/** A message that its provider accepted. */
const acceptedOne = () => {
  const providerMessageId = randomUUID();
  return aDraftNotification({
    ...{ channel: 'sms', provider: 'end-user-messaging', state: 'accepted', addressHash: randomUUID() },
    ...{ createdAt: at, updatedAt: at, dueAt: at },
    ...{ providerMessageId, attempts: [{ ...attempt, providerMessageId }], date: { queued: at, accepted: at } },
  });
};
const store = (notification: ReturnType<typeof acceptedOne>) =>
  dynamodb.send(new PutCommand({ TableName, Item: notificationItem(notification) }));
/** The same, in the deployed ledger. */
const accepted = async () => {
  const notification = acceptedOne();
  await store(notification);
  return notification;
};
const stateOf = async (id: string): Promise<string> => {
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
  return String(Item?.state);
};
const reached = (id: string, state: string) =>
  eventually(`${id} is ${state}`, async () => ((await stateOf(id)) === state ? true : undefined), patience);
const textEvent = (eventType: string, notificationId: string) => ({
  ...{ eventType, eventTimestamp: Date.parse(at) + 5_000, messageId: randomUUID() },
  context: { notificationId, attempt: '1' },
});

const sqs = new SQSClient(localClient(outputs));
const sns = new SNSClient(localClient(outputs));
const publish = (event: object) =>
  sns.send(new PublishCommand({ TopicArn: pick(outputs.topics, 'sms-events'), Message: JSON.stringify(event) }));

it('takes an event from the topic to the ledger', async () => {
  const { id } = await accepted();
  await publish(textEvent('TEXT_DELIVERED', id));
  expect(await reached(id, 'delivered')).toBe(true);
});

it('finds the message of an SMS event that echoes nothing by the provider’s id', async () => {
  const { id, providerMessageId } = await accepted();
  await publish({ ...textEvent('TEXT_DELIVERED', id), context: {}, messageId: providerMessageId });
  expect(await reached(id, 'delivered')).toBe(true);
});

it('parks a receipt whose message nobody knows yet, and finds it later by the provider’s id', async () => {
  const late = acceptedOne();
  await publish({ ...textEvent('TEXT_INVALID', late.id), context: {}, messageId: late.providerMessageId });
  const parked = async () => {
    const command = new GetQueueAttributesCommand({
      QueueUrl: pick(outputs.queues, 'parked-receipts'),
      AttributeNames: ['ApproximateNumberOfMessagesDelayed'],
    });
    return Number((await sqs.send(command)).Attributes?.ApproximateNumberOfMessagesDelayed) > 0 || undefined;
  };
  await eventually('the receipt to be parked', parked);
  await store(late);
  expect(await reached(late.id, 'failed')).toBe(true);
});

it('finds the e-mail of an SES event without our tags by its message id', async () => {
  const email = { ...acceptedOne(), channel: 'email' as const, provider: 'ses' as const };
  await store(email);
  const mail = { messageId: email.providerMessageId, tags: {}, timestamp: at };
  const delivery = { timestamp: at, recipients: [], smtpResponse: '250 ok' };
  const event = { source: 'aws.ses', 'detail-type': 'Email Delivered', time: at };
  const detail = { eventType: 'Delivery', mail, delivery };
  const call = { FunctionName: `${pick(outputs.functions, 'ses-events')}:live` };
  await lambda.send(new InvokeCommand({ ...call, Payload: Buffer.from(JSON.stringify({ ...event, detail })) }));
  expect(await reached(email.id, 'delivered')).toBe(true);
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
