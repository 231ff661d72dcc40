// Table `support`: pk customer; `revision` lets two webhooks of one customer follow each other.
import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import { nothingKnown, type SupportRecord } from '../domain/support-facts.ts';
import type { SupportFactsBook } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string; pause?: Pause };
type Stored = { record: SupportRecord; revision: number };
const tries = 6;

export const dynamodbSupportFacts = (options: Options): SupportFactsBook => ({
  get: async (customerId) => {
    const { openTickets, resolved } = (await read(options, customerId)).record;
    return { openTickets, resolved };
  },
  update: async (customerId, change) => {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const { record, revision } = await read(options, customerId);
      const next = change(record);
      if (isDeepStrictEqual(next, record)) return;
      if (await write(options, customerId, { record: next, revision })) return;
      await (options.pause ?? fullJitter)(attempt);
    }
    throw new TransientError('Support facts of a customer changed each time they were written', {
      whatToDo: 'Nothing: the webhook or message comes again.',
    });
  },
});

const read = async ({ document, table }: Options, customerId: string): Promise<Stored> => {
  const command = new GetCommand({ TableName: table, Key: { customerId }, ConsistentRead: true });
  const { Item } = await asTransient('read support facts', () => document.send(command));
  const { openTickets, resolved, stories } = { ...nothingKnown, ...(Item as Partial<SupportRecord> | undefined) };
  return { record: { openTickets, resolved, stories }, revision: Number(Item?.revision ?? 0) };
};

/** @returns whether nobody was faster */
const write = async (
  { document, table }: Options,
  customerId: string,
  { record, revision }: Stored,
): Promise<boolean> => {
  const command = new PutCommand({
    TableName: table,
    Item: { customerId, ...record, revision: revision + 1 },
    ConditionExpression: 'attribute_not_exists(customerId) OR #revision = :seen OR attribute_not_exists(#revision)',
    ExpressionAttributeNames: { '#revision': 'revision' },
    ExpressionAttributeValues: { ':seen': revision },
  });
  try {
    await asTransient('write support facts', () => document.send(command));
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};
