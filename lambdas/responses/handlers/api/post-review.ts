import { customerHash, logger } from '../../../shared/logger.ts';
import { languageOf } from '../../domain/language.ts';
import { contentOf, type Review, type ReviewBody, reviewBody, reviewIdOf } from '../../domain/review.ts';
import type { LinkBook, ReviewBook } from '../../ports.ts';
import { type Answer, refuse } from '../answers.ts';
import { type KeepPhotosDeps, keepPhotos } from './keep-photos.ts';
import type { OpenedCall } from './opened-call.ts';
import { readBody } from './read-body.ts';
import { alreadyReviewed, reviewKey, reviewPage } from './review-page.ts';

type Deps = KeepPhotosDeps & { reviews: ReviewBook; linkBook: Pick<LinkBook, 'use'> };

/** Takes a review: once per customer and product. The same sent twice is one; another is refused with the first one's stars. */
export const postReview = async (deps: Deps, call: OpenedCall): Promise<Answer> => {
  const read = readBody(reviewBody, call.request);
  if (!read.ok) return read.answer;
  const { notification, request, now } = call;
  const earlier = await deps.reviews.get(reviewKey(notification));
  if (earlier) return answerTo(call, earlier, read.body);
  const photos = await keepPhotos(deps, reviewIdOf(reviewKey(notification)), read.body.photos);
  if ('wrong' in photos) return refuse(400, 'photo', { photoId: photos.wrong });
  const review = reviewOf(call, read.body, photos.kept);
  const submitted = await deps.reviews.submit(review);
  await deps.linkBook.use(request.token, now);
  if (submitted.kind === 'exists') return answerTo(call, submitted.review, read.body);
  const { programId, stars, text } = review;
  const figures = { programId, stars, hasText: text !== undefined, photos: review.photos.length };
  logger.info('review submitted', { customer: customerHash(review.customerId), ...figures });
  return reviewPage(notification, review);
};

const answerTo = ({ notification }: OpenedCall, review: Review, body: ReviewBody): Answer =>
  review.content === contentOf(body) ? reviewPage(notification, review) : alreadyReviewed(review);

const reviewOf = ({ notification, now }: OpenedCall, body: ReviewBody, photos: Review['photos']): Review => {
  const key = reviewKey(notification);
  const { marketplace, locale, programId, id: notificationId } = notification;
  return {
    ...{ ...key, reviewId: reviewIdOf(key), stars: body.stars, ...(body.text && { text: body.text }) },
    ...{ photos, content: contentOf(body), marketplace, language: languageOf(locale), programId, notificationId },
    submittedAt: now.toISOString(),
  };
};
