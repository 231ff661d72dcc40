// What became of a window, beside its sales in table `sales`: sk `~run#<programId>`.
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { WindowRecord } from '../domain/records.ts';
import type { WindowRecords } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };
const KEEP_SECONDS = 90 * 86_400;
const sortKey = (programId: string): string => `~run#${programId}`;

export const dynamodbWindowRecords = ({ document, table }: Options): WindowRecords => ({
  get: async (window, programId) => {
    const Key = { window, sk: sortKey(programId) };
    const command = new GetCommand({ TableName: table, Key, ConsistentRead: true });
    const { Item } = await asTransient(`read the record of window ${window}`, () => document.send(command));
    if (!Item) return undefined;
    const { sk: _, ttl: __, ...record } = Item;
    return record as WindowRecord;
  },
  put: async (record) => {
    const ttl = Math.floor(Date.parse(record.window) / 1_000) + KEEP_SECONDS;
    const command = new PutCommand({
      TableName: table,
      Item: { ...record, sk: sortKey(record.programId), ttl },
      ConditionExpression: 'attribute_not_exists(#status) OR #status <> :done OR :status = :done',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':done': 'done', ':status': record.status },
    });
    try {
      await asTransient(`write the record of window ${record.window}`, () => document.send(command));
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error; // done already
    }
  },
});
