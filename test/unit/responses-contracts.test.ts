// The fakes that tests of the pages stand on keep the same contracts as the adapters.
import { describe } from 'vitest';
import { memoryLinkBook } from '../../lambdas/responses/adapters/memory-link-book.ts';
import { memoryReviewBook } from '../../lambdas/responses/adapters/memory-review-book.ts';
import { memoryReviewPhotos } from '../../lambdas/responses/adapters/memory-review-photos.ts';
import { memorySatisfactionBook } from '../../lambdas/responses/adapters/memory-satisfaction-book.ts';
import { memoryUploadCounter } from '../../lambdas/responses/adapters/memory-upload-counter.ts';
import { linkBookContract } from '../contract/link-book.ts';
import { reviewBookContract } from '../contract/review-book.ts';
import { reviewPhotosContract } from '../contract/review-photos.ts';
import { satisfactionBookContract } from '../contract/satisfaction-book.ts';
import { uploadCounterContract } from '../contract/upload-counter.ts';

let ids = 0;
const unique = (prefix: string): string => {
  ids += 1;
  return `${prefix}-${ids}`;
};

describe('LinkBook', () => linkBookContract(memoryLinkBook, unique));
describe('SatisfactionBook', () => satisfactionBookContract(memorySatisfactionBook, unique));
describe('UploadCounter', () => uploadCounterContract(memoryUploadCounter, unique));
describe('ReviewBook', () =>
  reviewBookContract(() => {
    const ratings = new Map<string, { ratingCount: number; ratingSum: number }>();
    const rating = async (productId: string) => ratings.get(productId) ?? { ratingCount: 0, ratingSum: 0 };
    return { reviews: memoryReviewBook(ratings), rating };
  }, unique));
describe('ReviewPhotos', () =>
  reviewPhotosContract(() => {
    const { photos, arrive, kept } = memoryReviewPhotos();
    const send = async ({ fields }: { fields: Record<string, string> }, bytes: Uint8Array) => arrive(fields, bytes);
    return { photos, send, kept: async (reviewId, n) => kept.get(`${reviewId}/${n}`) };
  }, unique));
