import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { aReview } from '../../../test/support/a-review.ts';
import { TransientError } from '../../shared/errors.ts';
import { dynamodbReviewBook } from './dynamodb-review-book.ts';

type Command = { input: { TransactItems?: unknown[] } };
const cancelled = (...codes: string[]) =>
  Object.assign(new Error('cancelled'), {
    name: 'TransactionCanceledException',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** Tables that cancel transactions as told, then take them. */
const tablesThat = (...failures: Error[]) => {
  const tried: number[] = [];
  const send = async ({ input }: Command) => {
    if (!input.TransactItems) return {};
    tried.push(input.TransactItems.length);
    const failure = failures.shift();
    if (failure) throw failure;
    return {};
  };
  const waits: number[] = [];
  const book = dynamodbReviewBook({
    document: { send } as unknown as DynamoDBDocumentClient,
    tables: { reviews: 'reviews', products: 'products' },
    pause: async (attempt) => void waits.push(attempt),
  });
  return { book, tried, waits };
};

it('tries again while others rate the product, or the table is throttled', async () => {
  const failures = [cancelled('None', 'TransactionConflict'), cancelled('ThrottlingError', 'None')];
  const { book, tried, waits } = tablesThat(...failures);
  expect(await book.submit(aReview())).toEqual({ kind: 'stored' });
  expect([tried, waits]).toEqual([
    [2, 2, 2],
    [1, 2],
  ]);
});

it('gives up after a while, so that the customer can try again', async () => {
  const { book } = tablesThat(...Array.from({ length: 8 }, () => cancelled('None', 'TransactionConflict')));
  await expect(book.submit(aReview())).rejects.toThrow(TransientError);
});

it('hides no other failure', async () => {
  const { book, tried } = tablesThat(cancelled('None', 'ItemCollectionSizeLimitExceeded'));
  await expect(book.submit(aReview())).rejects.toThrow('cancelled');
  expect(tried).toHaveLength(1);
});
