import type { Review } from '../domain/review.ts';
import type { ReviewBook } from '../ports.ts';

type Ratings = Map<string, { ratingCount: number; ratingSum: number }>;

/** The fake of ReviewBook. `ratings`: of products, by id. */
export const memoryReviewBook = (ratings: Ratings = new Map()): ReviewBook => {
  const reviews = new Map<string, Review>();
  const keyOf = ({ productId, customerId }: Pick<Review, 'productId' | 'customerId'>) =>
    JSON.stringify([productId, customerId]);
  return {
    get: async (key) => structuredClone(reviews.get(keyOf(key))),
    submit: async (review) => {
      const earlier = reviews.get(keyOf(review));
      if (earlier) return { kind: 'exists', review: structuredClone(earlier) };
      reviews.set(keyOf(review), structuredClone(review));
      const { ratingCount, ratingSum } = ratings.get(review.productId) ?? { ratingCount: 0, ratingSum: 0 };
      ratings.set(review.productId, { ratingCount: ratingCount + 1, ratingSum: ratingSum + review.stars });
      return { kind: 'stored' };
    },
  };
};
