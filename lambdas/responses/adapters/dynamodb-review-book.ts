// Tables `reviews` (pk productId, sk customerId) and `products` (ratingCount, ratingSum): docs/architecture.md.
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Review } from '../domain/review.ts';
import type { ReviewBook } from '../ports.ts';

type Tables = { reviews: string; products: string };
type Options = { document: DynamoDBDocumentClient; tables: Tables; pause?: Pause };
type Cancelled = { name?: string; CancellationReasons?: { Code?: string }[] };
const tries = 8;

export const dynamodbReviewBook = ({ document, tables, pause = fullJitter }: Options): ReviewBook => {
  const get = async ({ productId, customerId }: Pick<Review, 'productId' | 'customerId'>) => {
    const Key = { productId, customerId };
    const command = new GetCommand({ TableName: tables.reviews, Key, ConsistentRead: true });
    const { Item } = await asTransient('read a review', () => document.send(command));
    return Item as Review | undefined;
  };
  return {
    get,
    submit: async (review) => {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        if (await stored(document, transaction(review, tables))) return { kind: 'stored' };
        const earlier = await get(review);
        if (earlier) return { kind: 'exists', review: earlier };
        await pause(attempt); // somebody else rated the product at the same moment
      }
      throw new TransientError(`A review could not be stored after ${tries} tries`, {
        whatToDo: 'Many customers rate the product at once: send the same review again.',
      });
    },
  };
};

const transaction = (review: Review, { reviews, products }: Tables) => ({
  TransactItems: [
    { Put: { TableName: reviews, Item: review, ConditionExpression: 'attribute_not_exists(productId)' } },
    {
      Update: {
        TableName: products,
        Key: { productId: review.productId },
        UpdateExpression: 'ADD ratingCount :one, ratingSum :stars',
        ExpressionAttributeValues: { ':one': 1, ':stars': review.stars },
      },
    },
  ],
});

/** Conflicts, throttles and a review that is there cancel it; anything else is the caller's. */
const cancelling = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError']);

const stored = async (document: DynamoDBDocumentClient, input: ReturnType<typeof transaction>): Promise<boolean> => {
  try {
    await asTransient('store a review', () => document.send(new TransactWriteCommand(input)));
    return true;
  } catch (error) {
    const { name, CancellationReasons = [] } = error as Cancelled;
    const codes = CancellationReasons.map(({ Code }) => Code ?? 'None');
    if (name === 'TransactionCanceledException' && codes.some((code) => cancelling.has(code))) return false;
    throw error;
  }
};
