import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { GrantTarget } from './grant-transaction.ts';
import { notificationItem } from './notification-items.ts';

/**
 * Writes down that a message was refused, unless there is one that was not. One refused for the holdout stays as it is: its
 * date and its outcome are what the experiment is measured by.
 */
export const recordRefusal = async (
  { document, tables }: GrantTarget,
  notification: Notification,
): Promise<'recorded' | 'exists'> => {
  const command = new PutCommand({
    TableName: tables.notifications,
    Item: notificationItem(notification),
    ConditionExpression:
      'attribute_not_exists(id) OR (#state = :suppressed AND size(attempts) = :none AND NOT #reason = :holdout)',
    ExpressionAttributeNames: { '#state': 'state', '#reason': 'reason' },
    ExpressionAttributeValues: { ':suppressed': 'suppressed', ':none': 0, ':holdout': 'holdout' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await asTransient('record a refusal', () => document.send(command));
    return 'recorded';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return isHeldOut(error.Item) ? 'recorded' : 'exists';
  }
};

/** An error's item is not unmarshalled by the document client. */
const isHeldOut = (item: ConditionalCheckFailedException['Item']): boolean =>
  item?.state?.S === 'suppressed' && item.reason?.S === 'holdout';
