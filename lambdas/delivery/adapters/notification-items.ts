// How the `notifications` table keeps a notification (docs/architecture.md, Tables of delivery and sales).
import { bucketOf, shardOfId } from '../domain/notification/due-bucket.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { waitsUntil } from '../domain/notification/waiting.ts';

export const notificationIndexes = {
  customer: 'byCustomer',
  due: 'byDue',
  campaign: 'byCampaign',
  programDay: 'byProgramDay',
  providerId: 'byProviderId',
} as const;

const keptDays = 90;

type IndexKeys = {
  /** When the releaser must look: the sort key of `byDue`. Otherwise the message's own due time. */
  dueAt?: string;
  messageDueAt?: string;
  dueKey?: string;
  campaignKey?: string;
  programDay?: string;
  round: number;
  ttl: number;
};
export type NotificationItem = Omit<Notification, 'dueAt' | 'round'> & IndexKeys;

export const dueKeyOf = (bucket: string, shard: number): string => `${bucket}#${shard}`;
export const campaignKeyOf = (campaignId: string, shard: number): string => `${campaignId}#${shard}`;
export const programDayOf = (programId: string, day: string, shard: number): string => `${programId}#${day}#${shard}`;

/** The whole item: the notification, the keys of its indexes, `ttl` (epoch seconds). A test is in no report. */
export const notificationItem = ({ dueAt, ...notification }: Notification): NotificationItem => {
  const { id, campaignId, programId, createdAt, round = 1, test } = notification;
  const shard = shardOfId(id);
  const looksAt = waitsUntil({ ...notification, ...(dueAt !== undefined && { dueAt }) });
  const sortsBy = looksAt ?? dueAt;
  return {
    ...notification,
    round,
    ttl: Math.floor(Date.parse(createdAt) / 1_000) + keptDays * 86_400,
    ...(sortsBy !== undefined && { dueAt: sortsBy }),
    ...(dueAt !== undefined && { messageDueAt: dueAt }),
    ...(looksAt !== undefined && { dueKey: dueKeyOf(bucketOf(looksAt), shard) }),
    ...(campaignId !== undefined && !test && { campaignKey: campaignKeyOf(campaignId, shard) }),
    ...(!test && { programDay: programDayOf(programId, createdAt.slice(0, 10), shard) }),
  };
};

/** The notification of an item, without the table's own attributes. */
export const notificationOf = (item: Record<string, unknown>): Notification => {
  const { dueAt: _sort, dueKey: _due, campaignKey: _campaign, programDay: _day, ttl: _ttl, ...rest } = item;
  const { messageDueAt, round, savedBy: _write, ...notification } = rest as Record<string, unknown>;
  return {
    ...notification,
    ...(messageDueAt !== undefined && { dueAt: messageDueAt }),
    ...(typeof round === 'number' && round > 1 && { round }),
  } as unknown as Notification;
};

/**
 * Under which condition the gate may write a notification it grants: there is none; or it was refused before any
 * attempt; or it failed and this one, a replay, opens a higher round on the revision that was read.
 */
export const grantCondition = ({ round = 1, revision }: Pick<Notification, 'round' | 'revision'>) => ({
  ConditionExpression:
    'attribute_not_exists(id) OR (#state = :suppressed AND size(attempts) = :none) OR (#state = :failed AND #round < :round AND revision = :seen)',
  ExpressionAttributeNames: { '#state': 'state', '#round': 'round' },
  ExpressionAttributeValues: {
    ':suppressed': 'suppressed',
    ':none': 0,
    ':failed': 'failed',
    ':round': round,
    ':seen': revision - 1,
  },
});

/** The same rule over a notification, for the fakes. */
export const mayGrantOver = (stored: Notification | undefined, next: Notification): boolean => {
  if (!stored) return true;
  if (stored.state === 'suppressed') return stored.attempts.length === 0;
  if (stored.state !== 'failed') return false;
  return (stored.round ?? 1) < (next.round ?? 1) && stored.revision === next.revision - 1;
};
