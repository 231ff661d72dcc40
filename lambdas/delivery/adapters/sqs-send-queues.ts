import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { asTransient } from '../../shared/aws/transient.ts';
import type { QueueName, SendQueues } from '../ports.ts';

type Entry = { queue: QueueName; notificationId: string };
const entriesPerCall = 10;
const prefix = 'send-';

/** @param urlPrefix URL of the send queues up to and with `send-` */
export const sqsSendQueues = (client: SQSClient, urlPrefix: string): SendQueues => ({
  enqueue: async (entries) => {
    const answers = await Promise.all(batchesOf(entries).map((batch) => sendBatch(client, urlPrefix, batch)));
    return answers.flat();
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
  const { Failed = [] } = await asTransient(`enqueue ${batch.length} messages in send-${queue}`, () =>
    client.send(command),
  );
  return Failed.map(({ Id }) => (batch[Number(Id)] as Entry).notificationId);
};
