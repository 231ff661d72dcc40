// The truth that the model has to find: how likely a customer who reaches the review page leaves a review.
import type { Engagement } from './customer.ts';
import type { Catalogue } from './product.ts';

/** Spread and level of the log-odds, calibrated so that the model's bands come out 25/50/25 at 0.7 and 0.4. */
const spread = 1.33;
const level = 0.32;

const ofCustomer = ({ engagement_score, review_history, trust_score }: Engagement): number =>
  2.6 * (engagement_score - 0.5) +
  0.42 * (Math.log1p(review_history) - 1.1) +
  1.1 * (trust_score - 0.8) +
  1.6 * (engagement_score - 0.5) * (Math.log1p(review_history) - 1.1);

/** Dear things get reviewed again: the effect of price turns at 120. Few ratings so far invite one more. */
const ofProduct = ({ category, price, rating_count }: Catalogue): number =>
  0.5 * Math.sin(category * 1.7) -
  0.2 * (Math.log(price + 1) - 3.3) +
  (price > 120 ? 0.6 : 0) -
  0.12 * (Math.log1p(rating_count) - 4);

/** True probability in (0, 1). `mood`: what no feature shows (the customer's day, the season), in log-odds. */
export const reviewProbability = (customer: Engagement, product: Catalogue, mood: number): number =>
  1 / (1 + Math.exp(-(level + spread * (ofCustomer(customer) + ofProduct(product)) + mood)));

/** Standard deviation of the mood. */
export const moodDeviation = 0.25;
