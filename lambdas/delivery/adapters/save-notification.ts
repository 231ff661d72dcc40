// Conditional writes of the ledger: on the revision that was read, and with the grant that comes back.
import { randomUUID } from 'node:crypto';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { NotificationLedger } from '../ports.ts';
import type { LedgerOptions } from './dynamodb-notification-ledger.ts';
import { notificationItem } from './notification-items.ts';

type Target = Pick<LedgerOptions, 'document' | 'tables'>;
type Saved = 'saved' | 'conflict';

/** Saves the next revision. A grant that is no longer there (31 days have passed) is not missed. */
export const saveNotification = async (
  target: Target,
  next: Notification,
  { returnGrant, moveGrant }: NonNullable<Parameters<NotificationLedger['save']>[1]>,
): Promise<Saved> => {
  const change = returnGrant ? takenBack : moveGrant && next.dueAt !== undefined ? movedTo(next.dueAt) : undefined;
  const outcome = change ? await putAndChangeGrant(target, next, change) : 'no-grant';
  return outcome === 'no-grant' ? put(target, next) : outcome;
};

type GrantChange = {
  UpdateExpression: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues: Record<string, unknown>;
};
const takenBack: GrantChange = {
  UpdateExpression: 'REMOVE grants.#id SET version = version + :one',
  ExpressionAttributeValues: { ':one': 1 },
};
const movedTo = (at: string): GrantChange => ({
  UpdateExpression: 'SET grants.#id.#at = :at, version = version + :one',
  ExpressionAttributeNames: { '#at': 'at' },
  ExpressionAttributeValues: { ':one': 1, ':at': new Date(at).toISOString() },
});

const putOf = ({ tables }: Target, next: Notification) => {
  const savedBy = randomUUID();
  return {
    TableName: tables.notifications,
    Item: { ...notificationItem(next), savedBy },
    ConditionExpression: 'revision = :seen',
    ExpressionAttributeValues: { ':seen': next.revision - 1 },
  };
};

/** When the answer to a write is lost the SDK repeats it, and meets its own: `savedBy` tells that from another's. */
const put = async (target: Target, next: Notification): Promise<Saved> => {
  const write = putOf(target, next);
  const command = new PutCommand({ ...write, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
  try {
    await asTransient('save a notification', () => target.document.send(command));
    return 'saved';
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
    return writerOf((error as Refused).Item) === write.Item.savedBy ? 'saved' : 'conflict';
  }
};

/** An error's item is not unmarshalled by the document client. */
type Refused = { Item?: { savedBy?: string | { S?: string } } };
const writerOf = (item: Refused['Item']): string | undefined =>
  typeof item?.savedBy === 'object' ? item.savedBy.S : item?.savedBy;

const putAndChangeGrant = async (
  target: Target,
  next: Notification,
  change: GrantChange,
): Promise<Saved | 'no-grant'> => {
  const update = {
    ...change,
    TableName: target.tables.policy,
    Key: { pk: `C#${next.customerId}` },
    ConditionExpression: 'attribute_exists(grants.#id)',
    ExpressionAttributeNames: { '#id': next.id, ...change.ExpressionAttributeNames },
  };
  const command = new TransactWriteCommand({ TransactItems: [{ Put: putOf(target, next) }, { Update: update }] });
  try {
    await asTransient('save a notification and change its grant', () => target.document.send(command));
    return 'saved';
  } catch (error) {
    if (!isLostCondition(error)) throw error;
    const [save, grant] = (error as Cancelled).CancellationReasons ?? [];
    return save?.Code === 'None' && grant?.Code === 'ConditionalCheckFailed' ? 'no-grant' : 'conflict';
  }
};
type Cancelled = { CancellationReasons?: { Code?: string }[] };
