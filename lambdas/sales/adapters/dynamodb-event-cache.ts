// Table `events`, and with it table `sales`: an event and its sales change in one transaction, on condition that the
// event is still as it was read, so that no window keeps a sale that has moved.
import { type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import { cacheChange } from '../domain/cache-change.ts';
import type { CachedEvent, ScheduledSale } from '../domain/event.ts';
import { scheduledSales } from '../domain/sales.ts';
import type { EventCache } from '../ports.ts';
import { dynamodbEventReader } from './dynamodb-event-reader.ts';
import { dynamodbMissingEvents } from './dynamodb-missing-events.ts';
import { dynamodbShortUrlWriter } from './dynamodb-short-url-writer.ts';
import { saleItem, saleKey } from './sale-rows.ts';

type Options = { document: DynamoDBDocumentClient; tables: { events: string; sales: string }; pause?: Pause };
type Change = { seen: CachedEvent | undefined; next?: CachedEvent; drop: ScheduledSale[]; put: ScheduledSale[] };

const TRIES = 8;

export const dynamodbEventCache = (options: Options): EventCache => ({
  get: (eventId) => read(options, eventId),
  put: async (event, refreshAfter) =>
    retry(options, async () => {
      const seen = await read(options, event.eventId);
      const change = cacheChange(seen, event, refreshAfter);
      if (!change) return seen;
      return (await write(options, event.eventId, { seen, ...change })) ? change.next : undefined;
    }),
  remove: async (eventId) => {
    await retry(options, async () => {
      const seen = await read(options, eventId);
      if (!seen) return true;
      return (await write(options, eventId, { seen, drop: scheduledSales(seen), put: [] })) || undefined;
    });
  },
  claimRefresh: (eventId, claim) => claimRefresh(options, eventId, claim),
  ...dynamodbMissingEvents({ document: options.document, table: options.tables.events }),
  ...dynamodbShortUrlWriter({ document: options.document, table: options.tables.events }),
});

const retry = async <T>({ pause = fullJitter }: Options, attempt: () => Promise<T | undefined>): Promise<T> => {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
    await pause(tried);
  }
  throw new TransientError('An event keeps changing while it is stored', { whatToDo: 'Try the step again.' });
};

const read = ({ document, tables }: Options, eventId: string) =>
  dynamodbEventReader({ document, table: tables.events }).get(eventId);

/** False when the event is no longer as it was seen. */
const write = async (
  { document, tables }: Options,
  eventId: string,
  { seen, next, drop, put }: Change,
): Promise<boolean> => {
  const unchanged = seen
    ? { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seen.revision } }
    : { ConditionExpression: 'attribute_not_exists(eventId)' };
  const TableName = tables.events;
  const command = new TransactWriteCommand({
    TransactItems: [
      next
        ? { Put: { TableName, Item: next, ...unchanged } }
        : { Delete: { TableName, Key: { eventId }, ...unchanged } },
      ...drop.map((sale) => ({ Delete: { TableName: tables.sales, Key: saleKey(sale) } })),
      ...put.map((sale) => ({ Put: { TableName: tables.sales, Item: saleItem(sale) } })),
    ],
  });
  try {
    await asTransient(`store an event in ${TableName}`, () => document.send(command));
    return true;
  } catch (error) {
    if (isLostCondition(error)) return false;
    throw error;
  }
};

/** Claims lie beside the events: no event id has a "#" in it, so that a claim on a miss makes no half an event. */
const claimRefresh: Bound<EventCache['claimRefresh']> = async ({ document, tables }, eventId, { now, until }) => {
  const command = new UpdateCommand({
    TableName: tables.events,
    Key: { eventId: `refresh#${eventId}` },
    UpdateExpression: 'SET claimedUntil = :until, #ttl = :ttl',
    ConditionExpression: 'attribute_not_exists(claimedUntil) OR claimedUntil <= :now',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':until': until, ':now': now, ':ttl': Math.ceil(until / 1_000) + 3_600 },
  });
  try {
    await asTransient(`claim a refresh in ${tables.events}`, () => document.send(command));
    return true;
  } catch (error) {
    if (isLost(error)) return false;
    throw error;
  }
};

type Bound<F extends (...input: never[]) => unknown> = (options: Options, ...input: Parameters<F>) => ReturnType<F>;

const isLost = (error: unknown): boolean => (error as Error).name === 'ConditionalCheckFailedException';
