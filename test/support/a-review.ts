import { type Review, reviewIdOf } from '../../lambdas/responses/domain/review.ts';

/** A review as it is stored. */
export const aReview = (overrides: Partial<Review> = {}): Review => {
  const key = { productId: overrides.productId ?? 'p-1', customerId: overrides.customerId ?? 'c-1' };
  return {
    ...{ ...key, reviewId: reviewIdOf(key), stars: 4, text: 'Pours well.', photos: [], content: 'content-1' },
    ...{ marketplace: 'US', language: 'en', programId: 'product-reviews', notificationId: 'n-1' },
    submittedAt: '2026-11-20T18:00:00.000Z',
    ...overrides,
  };
};
