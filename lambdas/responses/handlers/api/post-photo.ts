import { mostUploads, photoBody, reviewIdOf } from '../../domain/review.ts';
import type { ReviewBook, ReviewPhotos, UploadCounter } from '../../ports.ts';
import { type Answer, json, refuse } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { readBody } from './read-body.ts';
import { alreadyReviewed, reviewKey } from './review-page.ts';

type Deps = { reviews: Pick<ReviewBook, 'get'>; photos: Pick<ReviewPhotos, 'upload'>; uploads: UploadCounter };

/** Gives a form that uploads one photo, straight to the bucket. */
export const postPhoto = async (deps: Deps, { notification, request, now }: OpenedCall): Promise<Answer> => {
  const read = readBody(photoBody, request);
  if (!read.ok) return read.answer;
  const key = reviewKey(notification);
  const review = await deps.reviews.get(key);
  if (review) return alreadyReviewed(review);
  const reviewId = reviewIdOf(key);
  const number = await deps.uploads.next(reviewId, { most: mostUploads, now });
  if (number === undefined) return refuse(429, 'too-many');
  const photoId = String(number);
  return json({ photoId, upload: await deps.photos.upload({ reviewId, photoId, ...read.body }) });
};
