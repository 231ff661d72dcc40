// The table's stream to the workers' queues. Repeats do no harm: a worker claims a message once.
import * as z from 'zod';
import { logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import type { QueueName, SendQueues } from '../ports.ts';

export type RouteNotificationsDeps = { queues: SendQueues; metrics: CountMetrics };
export type BatchFailures = { batchItemFailures: { itemIdentifier: string }[] };

const text = z.object({ S: z.string().min(1) });
const queuedImage = z.object({
  id: text,
  state: z.object({ S: z.literal('queued') }),
  provider: z.object({ S: z.enum(['ses', 'end-user-messaging', 'sms-service']) }),
  priority: z.object({ S: z.enum(['urgent', 'normal', 'bulk']) }),
  stateSince: text.optional(),
  updatedAt: text,
});
const streamRecord = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.record(z.string(), z.unknown()).optional(),
    OldImage: z.record(z.string(), z.unknown()).optional(),
  }),
});
const streamEvent = z.object({ Records: z.array(z.unknown()) });

type Entry = Parameters<SendQueues['enqueue']>[0][number];
type Routed =
  | { kind: 'send'; sequence: string; entry: Entry }
  | { kind: 'pass' }
  | { kind: 'poison'; sequence: string };

/**
 * Enqueues every message that became `queued`, or did so anew. Answers with the first record that must come again: one that
 * could not be enqueued, or that can't be read and ends in the on-failure queue once its batch has been bisected. What is
 * readable behind it is enqueued all the same: a queue may hold a message twice, its worker claims it once.
 */
export const createRouteNotifications =
  ({ queues, metrics }: RouteNotificationsDeps) =>
  async (event: unknown): Promise<BatchFailures> => {
    const routed = streamEvent.parse(event).Records.map(route);
    const entries = routed.flatMap((one) => (one.kind === 'send' ? [one.entry] : []));
    const left = new Set(entries.length === 0 ? [] : await queues.enqueue(entries));
    const poison = routed.filter((one) => one.kind === 'poison');
    report(metrics, { records: routed.length, enqueued: entries.length - left.size, left: left.size }, poison);
    const first = routed.find(
      (one) => one.kind === 'poison' || (one.kind === 'send' && left.has(one.entry.notificationId)),
    );
    return { batchItemFailures: first && 'sequence' in first ? [{ itemIdentifier: first.sequence }] : [] };
  };

type Counts = { records: number; enqueued: number; left: number };

const report = (metrics: CountMetrics, counts: Counts, poison: readonly { sequence: string }[]): void => {
  metrics.addMetric('NotificationsRouted', 'Count', counts.enqueued);
  metrics.addMetric('PoisonRecords', 'Count', poison.length);
  logger.info('notifications routed', counts);
  for (const { sequence } of poison) logger.error('unreadable stream record', { sequenceNumber: sequence });
};

const route = (record: unknown): Routed => {
  const parsed = streamRecord.safeParse(record);
  if (!parsed.success) return { kind: 'poison', sequence: sequenceOf(record) };
  const { NewImage, OldImage, SequenceNumber: sequence } = parsed.data.dynamodb;
  if ((NewImage?.state as { S?: unknown } | undefined)?.S !== 'queued') return { kind: 'pass' };
  const image = queuedImage.safeParse(NewImage);
  if (!image.success) return { kind: 'poison', sequence };
  const { id, provider, priority } = image.data;
  const before = queuedImage.safeParse(OldImage);
  if (before.success && entranceOf(before.data) === entranceOf(image.data)) return { kind: 'pass' };
  const queue: QueueName = `send-${provider.S}-${priority.S}`;
  return { kind: 'send', sequence, entry: { queue, notificationId: id.S } };
};

/** When it became queued, and for whom: a message may be handed on within the same millisecond. */
const entranceOf = ({ stateSince, updatedAt, provider }: z.infer<typeof queuedImage>): string =>
  `${(stateSince ?? updatedAt).S} ${provider.S}`;

const sequenceOf = (record: unknown): string => {
  const sequence = (record as { dynamodb?: { SequenceNumber?: unknown } } | null)?.dynamodb?.SequenceNumber;
  return typeof sequence === 'string' ? sequence : '';
};
