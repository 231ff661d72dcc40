import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';

/** Titles of products as the table `products` has them; one without a title is absent. De-duplicated, 100 keys a call. */
export const dynamodbProductTitles =
  (document: DynamoDBDocumentClient, table: string) =>
  async (productIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const keys = [...new Set(productIds)].map((productId) => ({ productId }));
    const items = await batchGet({ document, table, keys });
    return new Map(
      items.flatMap(({ productId, title }) => (typeof title === 'string' ? [[String(productId), title] as const] : [])),
    );
  };
