import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { DecisionDays, ReactiveDecision } from '../ports.ts';

/** As many as reactive decisions are written to (docs/architecture.md, Tables). */
const shards = 8;

/** Table `decisions` by its index byDay, shard by shard. */
export const dynamodbDecisionDays = (place: { document: DynamoDBDocumentClient; table: string }): DecisionDays => ({
  ofDay: async function* (programId, day) {
    for (let shard = 0; shard < shards; shard += 1) yield* pagesOf(place, `${programId}#${day}#${shard}`);
  },
});

async function* pagesOf(
  { document, table }: { document: DynamoDBDocumentClient; table: string },
  dayKey: string,
): AsyncGenerator<ReactiveDecision[]> {
  let from: Record<string, unknown> | undefined;
  do {
    const command = new QueryCommand({
      TableName: table,
      IndexName: 'byDay',
      KeyConditionExpression: 'dayKey = :day',
      ExpressionAttributeValues: { ':day': dayKey },
      ExclusiveStartKey: from,
    });
    const page = await asTransient('read a day’s decisions', () => document.send(command));
    yield (page.Items ?? []).map(({ record }) => record as ReactiveDecision);
    from = page.LastEvaluatedKey;
  } while (from);
}
