import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { EventCache } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };

/** What Discovery does not know lies beside the events: no event id has a "#" in it. */
const keyOf = (eventId: string): string => `missing#${eventId}`;

/** The half of EventCache that remembers what is not there. */
export const dynamodbMissingEvents = ({ document, table }: Options): Pick<EventCache, 'setMissing' | 'isMissing'> => ({
  setMissing: async (eventId, until) => {
    const Item = { eventId: keyOf(eventId), missingUntil: until, ttl: Math.ceil(until / 1_000) };
    const command = new PutCommand({ TableName: table, Item });
    await asTransient(`remember a missing event in ${table}`, () => document.send(command));
  },
  isMissing: async (eventId, now) => {
    const command = new GetCommand({ TableName: table, Key: { eventId: keyOf(eventId) } });
    const { Item } = await asTransient(`look for a missing event in ${table}`, () => document.send(command));
    return Item !== undefined && Number(Item.missingUntil) > now;
  },
});
