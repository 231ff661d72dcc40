// Table `support`: pk customer; `revision` lets two webhooks of one customer follow each other.
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import { noFacts, type SupportFacts } from '../domain/support-facts.ts';
import type { SupportFactsBook } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string; pause?: Pause };
type Stored = { facts: SupportFacts; revision: number };
const tries = 6;

export const dynamodbSupportFacts = (options: Options): SupportFactsBook => ({
  get: async (customerId) => (await read(options, customerId)).facts,
  update: async (customerId, change) => {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const { facts, revision } = await read(options, customerId);
      const next = change(facts);
      if (JSON.stringify(next) === JSON.stringify(facts)) return;
      if (await write(options, customerId, { facts: next, revision })) return;
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
  const { openTickets, resolved } = { ...noFacts, ...(Item as Partial<SupportFacts> | undefined) };
  return { facts: { openTickets, resolved }, revision: Number(Item?.revision ?? 0) };
};

/** @returns whether nobody was faster */
const write = async (
  { document, table }: Options,
  customerId: string,
  { facts, revision }: Stored,
): Promise<boolean> => {
  const command = new PutCommand({
    TableName: table,
    Item: { customerId, ...facts, revision: revision + 1 },
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
