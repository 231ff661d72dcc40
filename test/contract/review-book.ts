import { expect, it } from 'vitest';
import type { ReviewBook } from '../../lambdas/responses/ports.ts';
import { aReview } from '../support/a-review.ts';

type Create = () => {
  reviews: ReviewBook;
  rating(productId: string): Promise<{ ratingCount: number; ratingSum: number }>;
};

/** @param unique makes ids nobody else uses: tables are shared */
export const reviewBookContract = (create: Create, unique: (prefix: string) => string): void => {
  it('keeps the first review of a customer and product, and counts it once, however often it is sent', async () => {
    const { reviews, rating } = create();
    const review = aReview({ productId: unique('p'), customerId: unique('c') });
    expect(await reviews.get(review)).toBeUndefined();
    const sent = Array.from({ length: 5 }, (_, n) => reviews.submit({ ...review, stars: n + 1 }));
    const outcomes = await Promise.all(sent);
    const stored = await reviews.get(review);
    expect(outcomes.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.kind === 'exists') expect(outcome.review).toEqual(stored);
    expect(await rating(review.productId)).toEqual({ ratingCount: 1, ratingSum: stored?.stars });
    expect(await reviews.submit({ ...review, stars: 1 })).toEqual({ kind: 'exists', review: stored });
  });

  it('counts every customer’s stars, also when they come at the same moment', async () => {
    const { reviews, rating } = create();
    const productId = unique('p');
    const stars = [5, 4, 3, 1];
    const sent = stars.map((given) => reviews.submit(aReview({ productId, customerId: unique('c'), stars: given })));
    expect((await Promise.all(sent)).map(({ kind }) => kind)).toEqual(stars.map(() => 'stored'));
    expect(await rating(productId)).toEqual({ ratingCount: 4, ratingSum: 13 });
  });

  it('gives back what was stored, with photos and without a text', async () => {
    const { reviews } = create();
    const photos = [{ n: 1, contentType: 'image/jpeg' as const, bytes: 1_000 }];
    const { text: _none, ...review } = aReview({ productId: unique('p'), customerId: unique('c'), photos });
    await reviews.submit(review);
    expect(await reviews.get(review)).toEqual(review);
  });
};
