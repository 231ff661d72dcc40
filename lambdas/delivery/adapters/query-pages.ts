import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';

type Table = { document: DynamoDBDocumentClient; table: string };
type IndexQuery = { index: string; condition: string; values: Record<string, unknown> };
type Item = Record<string, unknown>;

/** Every page of an index query, in the index's order; eventually consistent. */
export async function* queryPages({ document, table }: Table, query: IndexQuery): AsyncGenerator<Item[], void> {
  let from: Item | undefined;
  do {
    const command = new QueryCommand({
      TableName: table,
      IndexName: query.index,
      KeyConditionExpression: query.condition,
      ExpressionAttributeValues: query.values,
      ExclusiveStartKey: from,
    });
    const page = await asTransient(`query ${query.index} of ${table}`, () => document.send(command));
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}
