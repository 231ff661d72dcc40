import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { CachedEvent } from '../domain/event.ts';
import type { EventCache } from '../ports.ts';

/** The reading half of EventCache: table `events` alone. */
export const dynamodbEventReader = ({
  document,
  table,
}: {
  document: DynamoDBDocumentClient;
  table: string;
}): Pick<EventCache, 'get'> => ({
  get: async (eventId) => {
    const command = new GetCommand({ TableName: table, Key: { eventId }, ConsistentRead: true });
    const { Item } = await asTransient(`read an event of ${table}`, () => document.send(command));
    return Item as CachedEvent | undefined;
  },
});
