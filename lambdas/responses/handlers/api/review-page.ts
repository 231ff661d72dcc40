import type { Notification } from '../../../delivery/index.ts';
import { languageOf } from '../../domain/language.ts';
import type { Review } from '../../domain/review.ts';
import { type Answer, json, refuse } from '../answers.ts';
import { namesOf } from './names-of.ts';

/** Customer and product of a request to review. */
export const reviewKey = ({ subject: productId, customerId }: Notification) => ({ productId, customerId });

const submitted = ({ stars, submittedAt }: Review) => ({ submitted: { stars, at: submittedAt } });

export const reviewPage = (notification: Notification, review: Review | undefined): Answer => {
  const { firstName, product } = namesOf(notification);
  const language = languageOf(notification.locale);
  return json({ language, firstName, product: { title: product }, ...(review && submitted(review)) });
};

/** There is another review of the customer already: what it said stays. */
export const alreadyReviewed = (review: Review): Answer => refuse(409, 'submitted', submitted(review));
