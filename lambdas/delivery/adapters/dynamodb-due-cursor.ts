import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { DueCursor } from '../ports.ts';

const pk = 'cursor#release';

/** The releaser's place in table `limits`. */
export const dynamodbDueCursor = (document: DynamoDBDocumentClient, table: string): DueCursor => ({
  read: async () => {
    const command = new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true });
    const { Item } = await asTransient('read the releaser’s cursor', () => document.send(command));
    return Item?.bucket as string | undefined;
  },
  write: async (bucket) => {
    const command = new PutCommand({ TableName: table, Item: { pk, bucket } });
    await asTransient('write the releaser’s cursor', () => document.send(command));
  },
});
