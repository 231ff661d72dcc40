// Receipts in the wrong order, twice, or broken; entries of stream and queue that come again.

import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { whileBehaving } from '../support/behaviour.ts';
import type { Fan } from '../support/customers.ts';
import { anEventOnSaleSoon, askForSms, callFor, knownFans } from '../support/late-reminder.ts';
import { messagesOf, reached, statesOf } from '../support/ledger.ts';
import { lambda, outputs } from '../support/local-cloud.ts';
import { setUpMs } from '../support/patience.ts';
import { smsTo } from '../support/simulators.ts';

const names = ['reversed', 'early', 'twice', 'behind'] as const;
let fans: Record<(typeof names)[number], Fan>;

/** What can't be read goes ahead of everybody's receipts. */
const poison = () =>
  new KinesisClient(localClient(outputs)).send(
    new PutRecordsCommand({
      StreamName: pick(outputs.streams, 'sms-status'),
      Records: ['not JSON', '{}', '[null]'].map((text, n) => ({
        Data: Buffer.from(text),
        PartitionKey: `poison-${n}`,
      })),
    }),
  );

beforeAll(async () => {
  const soon = await anEventOnSaleSoon();
  fans = await knownFans(names);
  const inReverse = ['TEXT_DELIVERED', 'TEXT_SUCCESSFUL', 'TEXT_QUEUED'];
  const rules = [
    { match: callFor(fans.reversed), then: { receipts: inReverse.map((type, n) => ({ type, delayMs: 1_500 * n })) } },
    {
      match: callFor(fans.early),
      then: { afterwards: true, delayMs: 8_000, receipts: [{ type: 'TEXT_DELIVERED', delayMs: 0 }] },
    },
    {
      match: callFor(fans.twice),
      then: { receipts: ['TEXT_SUCCESSFUL', 'TEXT_SUCCESSFUL', 'TEXT_DELIVERED', 'TEXT_DELIVERED'] },
    },
  ];
  await poison();
  await whileBehaving('end-user-messaging', rules, async () => {
    await Promise.all(names.map((name) => askForSms(fans[name], soon)));
    await Promise.all(names.map((name) => reached(fans[name].customerId, { state: 'delivered' })));
  });
}, setUpMs);

const messageOf = async ({ customerId }: Fan) => {
  const [message] = await messagesOf(customerId);
  if (!message) throw new Error(`${customerId} has no message`);
  return message;
};

describe('receipts', () => {
  it.each(names)('leave the message delivered, whatever became of them: %s', async (name) => {
    const message = await messageOf(fans[name]);
    expect(message).toMatchObject({ state: 'delivered', attempts: [{ number: 1, outcome: 'accepted' }] });
    expect(statesOf(message).filter((state) => state === 'delivered')).toHaveLength(1);
    expect(await smsTo(fans[name].phone)).toHaveLength(1);
  });
});

const invoke = async (name: string, event: unknown): Promise<unknown> => {
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `${pick(outputs.functions, name)}:live`,
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  const payload = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError) throw new Error(`${name}: ${payload}`);
  return JSON.parse(payload);
};

describe('what comes again', () => {
  const record = (id: string, n: number) => ({ messageId: `again-${n}`, body: JSON.stringify({ notificationId: id }) });

  it('a queue’s entry sends nothing again, however many workers get it', async () => {
    const { id } = await messageOf(fans.twice);
    const deliveries = Array.from({ length: 5 }, (_, n) =>
      invoke('send-message', { Records: [record(id, n), record(id, n)] }),
    );
    for (const answer of await Promise.all(deliveries)) expect(answer).toEqual({ batchItemFailures: [] });
    expect(await smsTo(fans.twice.phone)).toHaveLength(1);
  });

  it('the table’s stream, replayed, sends nothing again', async () => {
    const { id } = await messageOf(fans.behind);
    const text = (S: string) => ({ S });
    const NewImage = {
      ...{ id: text(id), state: text('queued'), provider: text('end-user-messaging'), priority: text('normal') },
      updatedAt: text(new Date().toISOString()),
    };
    const replayed = { eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage } };
    expect(await invoke('route-notifications', { Records: [replayed] })).toEqual({ batchItemFailures: [] });
    // The worker that gets it finds it delivered: the same entry, so that we need not guess when it was through.
    expect(await invoke('send-message', { Records: [record(id, 0)] })).toEqual({ batchItemFailures: [] });
    expect(await messageOf(fans.behind)).toMatchObject({ state: 'delivered', attempts: [{ number: 1 }] });
    expect(await smsTo(fans.behind.phone)).toHaveLength(1);
  });
});
