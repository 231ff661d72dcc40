import { expect, it } from 'vitest';
import type { UploadCounter } from '../../lambdas/responses/ports.ts';

const limits = { most: 5, now: new Date('2990-11-20T18:00:00.000Z') };

/** @param unique makes ids nobody else uses: tables are shared */
export const uploadCounterContract = (create: () => UploadCounter, unique: (prefix: string) => string): void => {
  it('gives each upload of a review its own number, up to the limit, also at the same moment', async () => {
    const counter = create();
    const reviewId = unique('review');
    const numbers = await Promise.all(Array.from({ length: 7 }, () => counter.next(reviewId, limits)));
    const given = numbers.filter((number) => number !== undefined).toSorted();
    expect(given).toEqual([1, 2, 3, 4, 5]);
    expect(await counter.next(reviewId, limits)).toBeUndefined();
    expect(await counter.next(unique('review'), limits)).toBe(1);
  });
};
