// Table `demand` (docs/architecture.md): pk `<eventId>#<shard>`, sk customer; index byCustomer.
import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { type Demand, demandShard, isOpen } from '../domain/demand.ts';
import type { DemandStore } from '../ports.ts';
import { readDemandPage } from './demand-pages.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
type Place = { document: DynamoDBDocumentClient; table: string };

export const dynamodbDemandStore = ({ document, table }: Options): DemandStore => {
  const place = { document, table };
  return {
    put: async (demand, shards) => {
      const eventShard = `${demand.eventId}#${demandShard(demand.customerId, shards)}`;
      const stored = await write(place, demand, eventShard);
      // Shards may have grown since: a second copy elsewhere would keep an old preference.
      const others = (await shardsOf(place, demand)).filter((shard) => shard !== eventShard);
      await Promise.all(others.map((shard) => erase(place, shard, demand.customerId)));
      return stored;
    },
    remove: async ({ customerId, eventId }, shards) => {
      const own = `${eventId}#${demandShard(customerId, shards)}`;
      const all = new Set([own, ...(await shardsOf(place, { customerId, eventId }))]);
      const erased = await Promise.all([...all].map((shard) => erase(place, shard, customerId)));
      return erased.some(Boolean);
    },
    ofCustomer: async (customerId, { limit, nextToken, now }) => {
      const key =
        nextToken === undefined
          ? undefined
          : { customerId, eventShard: Buffer.from(nextToken, 'base64url').toString() };
      const page = await readDemandPage(place, {
        condition: { names: { '#key': 'customerId' }, values: { ':key': customerId }, expression: '#key = :key' },
        index: 'byCustomer',
        limit,
        ...(key && { from: key }),
        wanted: (demand) => isOpen(demand, now),
      });
      const last = page.last?.eventShard;
      return {
        items: page.items,
        ...(last !== undefined && { nextToken: Buffer.from(String(last)).toString('base64url') }),
      };
    },
    fans: async ({ eventId, shard, limit, nextKey, now }) => {
      const eventShard = `${eventId}#${shard}`;
      const page = await readDemandPage(place, {
        condition: { names: { '#key': 'eventShard' }, values: { ':key': eventShard }, expression: '#key = :key' },
        limit,
        ...(nextKey !== undefined && { from: { eventShard, customerId: nextKey } }),
        wanted: (demand) => isOpen(demand, now),
      });
      const last = page.last?.customerId;
      return { fans: page.items, ...(last !== undefined && { nextKey: String(last) }) };
    },
  };
};

const optional = ['locale', 'zone'] as const;

/** Keeps `createdAt` of the first; what the new wish leaves out is removed. */
const write = async ({ document, table }: Place, demand: Demand, eventShard: string): Promise<Demand> => {
  const { customerId, createdAt, ...rest } = demand;
  const fields = Object.entries(rest);
  const gone = optional.filter((name) => demand[name] === undefined);
  const set = ['#createdAt = if_not_exists(#createdAt, :createdAt)', ...fields.map(([name]) => `#${name} = :${name}`)];
  const command = new UpdateCommand({
    TableName: table,
    Key: { eventShard, customerId },
    UpdateExpression: `SET ${set.join(', ')}${gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : ''}`,
    ExpressionAttributeNames: Object.fromEntries(
      ['createdAt', ...fields.map(([name]) => name), ...gone].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(
      [['createdAt', createdAt] as const, ...fields].map(([name, value]) => [`:${name}`, value]),
    ),
    ReturnValues: 'ALL_NEW',
  });
  const { Attributes } = await asTransient(`write a reminder to ${table}`, () => document.send(command));
  return { ...demand, createdAt: String(Attributes?.createdAt ?? createdAt) };
};

const shardsOf = async (
  { document, table }: Place,
  { customerId, eventId }: Pick<Demand, 'customerId' | 'eventId'>,
): Promise<string[]> => {
  const command = new QueryCommand({
    TableName: table,
    IndexName: 'byCustomer',
    KeyConditionExpression: 'customerId = :customer AND begins_with(eventShard, :event)',
    ExpressionAttributeValues: { ':customer': customerId, ':event': `${eventId}#` },
  });
  const { Items = [] } = await asTransient(`look up a reminder in ${table}`, () => document.send(command));
  return Items.map(({ eventShard }) => String(eventShard));
};

const erase = async ({ document, table }: Place, eventShard: string, customerId: string): Promise<boolean> => {
  const command = new DeleteCommand({ TableName: table, Key: { eventShard, customerId }, ReturnValues: 'ALL_OLD' });
  const { Attributes } = await asTransient(`delete a reminder from ${table}`, () => document.send(command));
  return Attributes !== undefined;
};
