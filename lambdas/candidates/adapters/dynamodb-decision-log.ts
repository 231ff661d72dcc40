import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { DecisionLog, DecisionLogEntry } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string };

/** Entries live for a year: long enough to answer a complaint about last season. */
const keptSeconds = 365 * 24 * 60 * 60;

/** Decisions made outside a batch, in table `decisions` (docs/architecture.md, Tables). */
export const dynamodbDecisionLog = ({ document, table }: Options): DecisionLog => ({
  append: async (entry) => {
    const command = new PutCommand({ TableName: table, Item: itemOf(entry) });
    await asTransient('note a decision', () => document.send(command));
  },
  forCustomer: async (customerId, programId) => {
    const found: DecisionLogEntry[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'customerId = :customerId AND begins_with(sk, :program)',
        FilterExpression: 'kind <> :reactive',
        ExpressionAttributeValues: { ':customerId': customerId, ':program': `${programId}#`, ':reactive': 'reactive' },
        ExclusiveStartKey: from,
      });
      const page = await asTransient('read a customer’s decisions', () => document.send(command));
      found.push(...(page.Items ?? []).map(entryOf));
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  },
});

/** The key is what happened when to what, so that an append that is repeated is one entry. */
const itemOf = (entry: DecisionLogEntry): Record<string, unknown> => ({
  ...entry,
  sk: `${entry.programId}#${entry.at}#${entry.subject}`,
  expiresAt: Math.floor(Date.parse(entry.at) / 1000) + keptSeconds,
});

const entryOf = (item: Record<string, unknown>): DecisionLogEntry => {
  const { sk: _sk, expiresAt: _expiresAt, ...entry } = item;
  return entry as unknown as DecisionLogEntry;
};
