import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import type { Stars } from '../ports.ts';

/** Table `reviews`. */
export const dynamodbStars = (place: { document: DynamoDBDocumentClient; table: string }): Stars => ({
  of: async (reviews) => {
    const keys = [...new Map(reviews.map((key) => [`${key.productId}#${key.customerId}`, key])).values()];
    const items = await batchGet({
      ...place,
      keys: keys.map(({ productId, customerId }) => ({ productId, customerId })),
    });
    return new Map(items.map((item) => [`${item.productId}#${item.customerId}`, Number(item.stars)]));
  },
});
