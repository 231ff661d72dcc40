import type { QueueName, SendQueues } from '../ports.ts';

/** The fake of SendQueues; `sent` is what got in, in order. */
export const memorySendQueues = (): SendQueues & { sent: { queue: QueueName; notificationId: string }[] } => {
  const sent: { queue: QueueName; notificationId: string }[] = [];
  return {
    sent,
    enqueue: async (entries) => {
      sent.push(...entries);
      return [];
    },
  };
};
