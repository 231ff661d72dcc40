import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Demand } from '../domain/demand.ts';

type Item = Record<string, unknown>;
export type DemandQuery = {
  condition: { expression: string; names: Record<string, string>; values: Item };
  /** Absent: the table itself, strongly consistent. */
  index?: string;
  limit: number;
  from?: Item;
  wanted: (demand: Demand) => boolean;
};

/** Reads until there are `limit` wanted ones or no more. `last`: the key of the last read, if there may be more. */
export const readDemandPage = async (
  { document, table }: { document: DynamoDBDocumentClient; table: string },
  { condition, index, limit, from, wanted }: DemandQuery,
): Promise<{ items: Demand[]; last?: Item }> => {
  const items: Demand[] = [];
  let last: Item | undefined = from;
  do {
    const command = new QueryCommand({
      TableName: table,
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
      KeyConditionExpression: condition.expression,
      ExpressionAttributeNames: condition.names,
      ExpressionAttributeValues: condition.values,
      // Never more than are still wanted: so the last key read is the last one taken.
      Limit: limit - items.length,
      ...(last && { ExclusiveStartKey: last }),
    });
    const page = await asTransient(`read reminders of ${table}`, () => document.send(command));
    items.push(...(page.Items ?? []).map(toDemand).filter(wanted));
    last = page.LastEvaluatedKey;
  } while (last && items.length < limit);
  return { items, ...(last && { last }) };
};

const toDemand = ({ eventShard: _, ...demand }: Item): Demand => demand as Demand;
