// Decisions about events, in table `decisions` beside what was decided by hand (docs/architecture.md, Tables).
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { shardOf } from '../domain/serving/shard.ts';
import type { ReactiveDecision, ReactiveDecisions } from '../ports.ts';

const dayShards = 8;
const keptSeconds = 365 * 24 * 60 * 60;

/** `dayKey`: by the day it was decided on, for the export of that day. */
export const reactiveDecisionItem = (decision: ReactiveDecision): Record<string, unknown> => {
  const { customerId, programId, subject, at, record } = decision;
  return {
    ...decision,
    sk: `${programId}#${at}#${subject}`,
    kind: 'reactive',
    dayKey: `${programId}#${record.decidedAt.slice(0, 10)}#${shardOf(customerId, dayShards)}`,
    expiresAt: Math.floor(Date.parse(record.decidedAt) / 1_000) + keptSeconds,
  };
};

export const dynamodbReactiveDecisions = (options: {
  document: DynamoDBDocumentClient;
  table: string;
}): ReactiveDecisions => {
  const { document, table: TableName } = options;
  return {
    record: async (decision) => {
      const command = new PutCommand({ TableName, Item: reactiveDecisionItem(decision) });
      await asTransient('note a decision', () => document.send(command));
    },
    forCustomer: async (customerId, programId) => {
      const found: ReactiveDecision[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const command = new QueryCommand({
          TableName,
          KeyConditionExpression: 'customerId = :customerId AND begins_with(sk, :program)',
          FilterExpression: 'kind = :reactive',
          ExpressionAttributeValues: {
            ...{ ':customerId': customerId, ':program': `${programId}#` },
            ':reactive': 'reactive',
          },
          ExclusiveStartKey: from,
        });
        const page = await asTransient('read a customer’s decisions', () => document.send(command));
        found.push(...(page.Items ?? []).map(decisionOf));
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
  };
};

const decisionOf = (item: Record<string, unknown>): ReactiveDecision => {
  const { customerId, programId, subject, at, record } = item as unknown as ReactiveDecision;
  return { customerId, programId, subject, at, record };
};
