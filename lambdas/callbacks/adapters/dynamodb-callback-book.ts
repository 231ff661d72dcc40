import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { CallbackBook } from '../ports.ts';
import { agentKey, callbackIndexes, callbackOf, callbackShards, dayKeyOf, dueKeyOf, itemOf } from './callback-items.ts';
import { saveCallback } from './save-callback.ts';

type Place = { document: DynamoDBDocumentClient; table: string };
type Item = Record<string, unknown>;
const mostDue = 500;
const shards = Array.from({ length: callbackShards }, (_, shard) => shard);

/** Table `callbacks`. */
export const dynamodbCallbackBook = (place: Place): CallbackBook => ({
  create: async (callback) => {
    const command = new PutCommand({
      TableName: place.table,
      Item: itemOf(callback),
      ConditionExpression: 'attribute_not_exists(callbackId)',
    });
    try {
      await asTransient(`create callback ${callback.callbackId}`, () => place.document.send(command));
      return 'created';
    } catch (error) {
      if ((error as Error).name === 'ConditionalCheckFailedException') return 'exists';
      throw error;
    }
  },
  get: async (callbackId) => {
    const command = new GetCommand({ TableName: place.table, Key: { callbackId }, ConsistentRead: true });
    const { Item } = await asTransient(`read callback ${callbackId}`, () => place.document.send(command));
    return Item && callbackOf(Item);
  },
  getMany: async (callbackIds) => {
    const keys = [...new Set(callbackIds)].map((callbackId) => ({ callbackId }));
    return (await batchGet({ ...place, keys, consistent: true })).map(callbackOf);
  },
  save: (seen, next) => saveCallback(place, seen, next),
  due: (at) => dueIds(place, at),
  byTicket: async (ticketId) => {
    const { items } = await queryPage(place, {
      IndexName: callbackIndexes.ticket,
      KeyConditionExpression: 'ticketId = :ticket',
      ExpressionAttributeValues: { ':ticket': ticketId },
      Limit: 1,
    });
    return items[0] && String(items[0].callbackId);
  },
  ofDay: (programId, day) => ofDay(place, programId, day),
  loads: async (agentIds) => {
    const keys = [...new Set(agentIds)].map((agentId) => ({ callbackId: agentKey(agentId) }));
    const items = await batchGet({ ...place, keys, consistent: true });
    return new Map(
      items.map(({ callbackId, openCallbacks }) => [
        String(callbackId).slice(agentKey('').length),
        (openCallbacks as Set<string> | undefined)?.size ?? 0,
      ]),
    );
  },
});

type Query = Omit<ConstructorParameters<typeof QueryCommand>[0], 'TableName'>;

const queryPage = async ({ document, table }: Place, query: Query): Promise<{ items: Item[]; last?: Item }> => {
  const command = new QueryCommand({ TableName: table, ...query });
  const page = await asTransient(`query ${query.IndexName} of ${table}`, () => document.send(command));
  return { items: page.Items ?? [], ...(page.LastEvaluatedKey && { last: page.LastEvaluatedKey }) };
};

const dueIds = async (place: Place, at: string): Promise<string[]> => {
  const pages = await Promise.all(
    shards.map((shard) =>
      queryPage(place, {
        IndexName: callbackIndexes.due,
        KeyConditionExpression: 'dueKey = :key AND dueAt <= :at',
        ExpressionAttributeValues: { ':key': dueKeyOf(shard), ':at': at },
        Limit: mostDue,
      }),
    ),
  );
  const found = pages.flatMap(({ items }) => items);
  const earliest = found.toSorted((one, other) => (String(one.dueAt) < String(other.dueAt) ? -1 : 1));
  return earliest.slice(0, mostDue).map(({ callbackId }) => String(callbackId));
};

async function* ofDay(place: Place, programId: string, day: string) {
  for (const shard of shards) {
    let from: Item | undefined;
    do {
      const { items, last } = await queryPage(place, {
        IndexName: callbackIndexes.day,
        KeyConditionExpression: 'dayKey = :key',
        ExpressionAttributeValues: { ':key': dayKeyOf(programId, day, shard) },
        ExclusiveStartKey: from,
      });
      if (items.length > 0) yield items.map(callbackOf);
      from = last;
    } while (from);
  }
}
