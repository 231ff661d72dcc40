import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { GrantTarget } from './grant-transaction.ts';
import { notificationItem } from './notification-items.ts';

/** Writes down that a message was refused, unless there is one that was not. */
export const recordRefusal = async (
  { document, tables }: GrantTarget,
  notification: Notification,
): Promise<'recorded' | 'exists'> => {
  const command = new PutCommand({
    TableName: tables.notifications,
    Item: notificationItem(notification),
    ConditionExpression: 'attribute_not_exists(id) OR (#state = :suppressed AND size(attempts) = :none)',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':suppressed': 'suppressed', ':none': 0 },
  });
  try {
    await asTransient('record a refusal', () => document.send(command));
    return 'recorded';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'exists';
    throw error;
  }
};
