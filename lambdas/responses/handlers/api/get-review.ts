import type { LinkDeps, ReviewBook } from '../../ports.ts';
import type { Answer } from '../answers.ts';
import { countVisit } from './count-visit.ts';
import type { OpenedCall } from './opened-call.ts';
import { reviewKey, reviewPage } from './review-page.ts';

type Deps = Pick<LinkDeps, 'programs' | 'record'> & { reviews: Pick<ReviewBook, 'get'> };

/** Shows what is to be reviewed, or that it was. */
export const getReview = async (deps: Deps, call: OpenedCall): Promise<Answer> => {
  const { notification } = call;
  const [review] = await Promise.all([deps.reviews.get(reviewKey(notification)), countVisit(deps, call)]);
  return reviewPage(notification, review);
};
