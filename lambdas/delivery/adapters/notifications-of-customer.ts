import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Page } from '../ports.ts';
import type { LedgerOptions } from './dynamodb-notification-ledger.ts';
import { historyToken, placeInHistory } from './history-place.ts';
import { notificationIndexes, notificationOf } from './notification-items.ts';

type Asked = { limit: number; nextToken?: string };

/** A customer's notifications, newest first. The token names a place, never a customer. */
export const notificationsOfCustomer = async (
  { document, tables }: Pick<LedgerOptions, 'document' | 'tables'>,
  customerId: string,
  { limit, nextToken }: Asked,
): Promise<Page<Notification>> => {
  const command = new QueryCommand({
    TableName: tables.notifications,
    IndexName: notificationIndexes.customer,
    KeyConditionExpression: 'customerId = :customer',
    ExpressionAttributeValues: { ':customer': customerId },
    ScanIndexForward: false,
    Limit: limit,
    ...(nextToken !== undefined && { ExclusiveStartKey: { customerId, ...placeInHistory(nextToken) } }),
  });
  const { Items = [], LastEvaluatedKey } = await asTransient('read a contact history', () => document.send(command));
  return {
    items: Items.map(notificationOf),
    ...(LastEvaluatedKey && { nextToken: historyToken(LastEvaluatedKey as Notification) }),
  };
};
