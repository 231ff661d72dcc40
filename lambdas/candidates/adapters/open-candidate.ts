// A candidate that an event opens, as part of its transaction (docs/architecture.md, Tables).
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { StoredCandidate } from '../domain/candidate.ts';
import { shardOf } from '../domain/serving/shard.ts';
import { candidateItem, servingItems } from './candidate-items.ts';

type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>;
type Opening = { table: string; candidate: StoredCandidate; shards: number };

/**
 * The candidate with its serving items, in place of one of an earlier occasion, or of one that is closed or expired. Who
 * may open the occasion at all is the caller's condition, in the same transaction.
 * @param opening `shards`: of the candidate's program
 */
export const openCandidateActions = ({ table: TableName, candidate, shards }: Opening): Actions => {
  const shard = shardOf(candidate.customerId, shards);
  return [
    {
      Put: {
        TableName,
        Item: candidateItem(candidate, shard),
        ConditionExpression:
          'attribute_not_exists(pk) OR occasion <> :occasion OR #state = :closed OR expiresAt <= :now',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':occasion': candidate.occasion,
          ':closed': 'closed',
          ':now': Math.floor(Date.parse(candidate.createdAt) / 1_000),
        },
      },
    },
    ...servingItems(candidate, shard).map((Item) => ({ Put: { TableName, Item } })),
  ];
};
