import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { sqsSendQueues } from './sqs-send-queues.ts';

type Answer = (command: SendMessageBatchCommand) => unknown;

/** A client that counts how many calls it has at once. */
const aClient = (answer: Answer = () => ({})) => {
  const seen = { now: 0, most: 0, sent: [] as string[] };
  const send = async (command: SendMessageBatchCommand) => {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    await new Promise(setImmediate);
    seen.now -= 1;
    const result = answer(command);
    seen.sent.push(
      ...(command.input.Entries ?? []).map(({ MessageBody = '' }) => JSON.parse(MessageBody).notificationId),
    );
    return result;
  };
  return { seen, client: { send } as unknown as SQSClient };
};

const entries = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ queue: 'send-ses-bulk' as const, notificationId: `n-${n}` }));

const failing = (name: string): Answer => {
  let first = true;
  return () => {
    if (!first) return {};
    first = false;
    throw Object.assign(new Error(name), { name });
  };
};

describe('enqueuing many messages', () => {
  it('sends ten a call, and only some calls at once', async () => {
    const { seen, client } = aClient();
    expect(await sqsSendQueues(client, 'https://queues/send-').enqueue(entries(500))).toEqual([]);
    expect([new Set(seen.sent).size, seen.sent.length, seen.most]).toEqual([500, 500, 8]);
  });

  it('names what a failed call left out; the others get in', async () => {
    const { seen, client } = aClient(failing('TimeoutError'));
    const left = await sqsSendQueues(client, 'https://queues/send-').enqueue(entries(40));
    expect(left).toHaveLength(10);
    expect(new Set([...left, ...seen.sent]).size).toBe(40);
  });

  it('throws what trying again can’t help', async () => {
    const { client } = aClient(failing('AccessDenied'));
    await expect(sqsSendQueues(client, 'https://queues/send-').enqueue(entries(1))).rejects.toThrow('AccessDenied');
  });
});
