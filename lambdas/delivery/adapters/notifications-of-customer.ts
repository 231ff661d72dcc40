import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Page } from '../ports.ts';
import type { LedgerOptions } from './dynamodb-notification-ledger.ts';
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
    ...(nextToken !== undefined && { ExclusiveStartKey: { customerId, ...placeOf(nextToken) } }),
  });
  const { Items = [], LastEvaluatedKey } = await asTransient('read a contact history', () => document.send(command));
  return {
    items: Items.map(notificationOf),
    ...(LastEvaluatedKey && { nextToken: tokenOf(LastEvaluatedKey) }),
  };
};

const tokenOf = ({ createdAt, id }: Record<string, unknown>): string =>
  Buffer.from(`${createdAt}#${id}`).toString('base64url');

const placeOf = (token: string): { createdAt: string; id: string } => {
  const [, createdAt, id] = /^([\d:.TZ-]+)#([0-9a-f]+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (createdAt !== undefined && id !== undefined) return { createdAt, id };
  throw new InvalidInputError('nextToken is not one that contactHistory gave out', {
    whatToDo: 'Ask for the first page without nextToken.',
  });
};
