import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { dueShards } from '../domain/notification/due-bucket.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { NotificationLedger } from '../ports.ts';
import { campaignKeyOf, dueKeyOf, notificationIndexes, notificationOf } from './notification-items.ts';
import { notificationsOfCustomer } from './notifications-of-customer.ts';
import { idsOfProgram } from './notifications-of-program.ts';
import { queryPages } from './query-pages.ts';
import { saveNotification } from './save-notification.ts';

type LedgerTables = { notifications: string; policy: string };
export type LedgerOptions = { document: DynamoDBDocumentClient; tables: LedgerTables; pause?: Pause };

/** The send ledger in table `notifications`; a grant that comes back leaves `policy` in the same transaction. */
export const dynamodbNotificationLedger = (options: LedgerOptions): NotificationLedger => {
  const { document, tables, pause } = options;
  const table = tables.notifications;
  const getMany = async (ids: readonly string[]): Promise<Notification[]> => {
    const keys = [...new Set(ids)].map((id) => ({ id }));
    const items = await batchGet({ document, table, keys, consistent: true, ...(pause && { pause }) });
    return items.map(notificationOf);
  };
  return {
    getMany,
    get: async (id) => {
      const command = new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true });
      const { Item } = await asTransient('read a notification', () => document.send(command));
      return Item && notificationOf(Item);
    },
    save: (next, grant = {}) => saveNotification(options, next, next.test ? {} : grant),
    forCustomer: (customerId, page) => notificationsOfCustomer(options, customerId, page),
    ofCampaign: (campaignId) => ofCampaign(options, campaignId),
    ofProgram: async function* ({ states, ...query }) {
      for await (const ids of idsOfProgram(options, query)) {
        const found = await getMany(ids);
        yield found.filter(({ state }) => states.includes(state));
      }
    },
    due: async ({ bucket, shard, at }) => {
      const keys = { ':key': dueKeyOf(bucket, shard), ':at': new Date(at).toISOString() };
      const query = { index: notificationIndexes.due, condition: 'dueKey = :key AND dueAt <= :at', values: keys };
      const ids: string[] = [];
      for await (const items of queryPages({ document, table }, query))
        for (const { id } of items) ids.push(String(id));
      return ids;
    },
    byProviderMessageId: async (providerMessageId) => {
      const values = { ':id': providerMessageId };
      const query = { index: notificationIndexes.providerId, condition: 'providerMessageId = :id', values };
      for await (const [first] of queryPages({ document, table }, query)) if (first) return String(first.id);
      return undefined;
    },
  };
};

async function* ofCampaign(
  { document, tables }: LedgerOptions,
  campaignId: string,
): AsyncGenerator<Notification[], void> {
  for (let shard = 0; shard < dueShards; shard += 1) {
    const values = { ':key': campaignKeyOf(campaignId, shard) };
    const query = { index: notificationIndexes.campaign, condition: 'campaignKey = :key', values };
    for await (const items of queryPages({ document, table: tables.notifications }, query))
      yield items.map(notificationOf);
  }
}
