import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { QueueName, SendQueues } from '../ports.ts';

type Entry = { queue: QueueName; notificationId: string };
const entriesPerCall = 10;
/** A batch of the stream may be 50 calls: all at once they wait for each other's sockets until they time out. */
const callsAtOnce = 8;
const prefix = 'send-';

/** @param urlPrefix URL of the send queues up to and with `send-` */
export const sqsSendQueues = (client: SQSClient, urlPrefix: string): SendQueues => ({
  enqueue: async (entries) => {
    const batches = batchesOf(entries);
    const failed: string[] = [];
    const worker = async (): Promise<void> => {
      for (let batch = batches.pop(); batch; batch = batches.pop())
        failed.push(...(await sendBatch(client, urlPrefix, batch)));
    };
    await Promise.all(Array.from({ length: Math.min(callsAtOnce, batches.length) }, worker));
    return failed;
  },
});

/** Ten of one queue a call. */
const batchesOf = (entries: readonly Entry[]): Entry[][] =>
  [...new Set(entries.map(({ queue }) => queue))].flatMap((name) => {
    const own = entries.filter(({ queue }) => queue === name);
    return Array.from({ length: Math.ceil(own.length / entriesPerCall) }, (_, index) =>
      own.slice(index * entriesPerCall, (index + 1) * entriesPerCall),
    );
  });

/** Ids that did not get into the queue. A call that fails as a whole leaves all of its out. */
const sendBatch = async (client: SQSClient, urlPrefix: string, batch: Entry[]): Promise<string[]> => {
  const queue = (batch[0] as Entry).queue.slice(prefix.length);
  const command = new SendMessageBatchCommand({
    QueueUrl: `${urlPrefix}${queue}`,
    Entries: batch.map(({ notificationId }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify({ notificationId }),
    })),
  });
  try {
    const { Failed = [] } = await asTransient(`enqueue ${batch.length} messages in send-${queue}`, () =>
      client.send(command),
    );
    return Failed.map(({ Id }) => (batch[Number(Id)] as Entry).notificationId);
  } catch (error) {
    if (error instanceof TransientError) return batch.map(({ notificationId }) => notificationId);
    throw error;
  }
};
