// A year of earlier review requests with their outcomes: what the model learns from, and is judged by.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { customerOf, type Engagement } from './customer.ts';
import { type Catalogue, productOf } from './product.ts';
import { type Random, randomFor } from './random.ts';
import { moodDeviation, reviewProbability } from './review-probability.ts';
import { sizes } from './sizes.ts';
import { featureShares, productShares } from './world-parameters.ts';

export type HistoryRequest = { seed: number; requests: number };

const months = 12;
const columns = [
  'month',
  'engagement_score',
  'review_history',
  'trust_score',
  'category',
  'price',
  'rating_count',
  'probability',
  'reviewed',
];

/** The customer's engagement as it was `ago` months before the last month: fewer reviews written, a drifting interest. */
const engagementThen = (now: Engagement, ago: number, random: Random): Engagement => ({
  engagement_score: Number(Math.min(1, Math.max(0, random.normal(now.engagement_score, 0.006 * ago))).toFixed(4)),
  review_history: Math.floor(now.review_history * (1 - ago / 80)),
  trust_score: now.trust_score,
});

const known = (value: number, missing: boolean) => (missing ? '' : String(value));

const featureCells = (customer: Engagement, product: Catalogue, random: Random): string[] => {
  const noEngagement = random.chance(featureShares.withoutEngagement);
  const noTrust = noEngagement || random.chance(featureShares.withoutTrustScore);
  const noCatalogue = random.chance(productShares.withoutCatalogue);
  return [
    known(customer.engagement_score, noEngagement),
    known(customer.review_history, noEngagement),
    known(customer.trust_score, noTrust),
    known(product.category, noCatalogue),
    known(product.price, noCatalogue),
    known(product.rating_count, noCatalogue),
  ];
};

const historyLine = (seed: number, month: number, random: Random): string => {
  const customer = engagementThen(customerOf(seed, 1 + random.below(400_000)).engagement, months - 1 - month, random);
  const product = productOf(seed, random.below(sizes.large.products)).catalogue;
  const season = 0.06 * Math.sin((month / months) * 2 * Math.PI);
  const probability = reviewProbability(customer, product, random.normal(season, moodDeviation));
  const cells = featureCells(customer, product, random);
  return [month, ...cells, probability.toFixed(6), Number(random.chance(probability))].join(',');
};

/**
 * Writes `requests` rows, spread over twelve months, as CSV. A row: what was known at the time (empty where the feature
 * store knew nothing), the true probability, and whether the customer who reached the review page left a review.
 */
export const writeHistory = ({ seed, requests }: HistoryRequest, path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  writeSync(file, `${columns.join(',')}\n`);
  for (let month = 0; month < months; month++) {
    const random = randomFor(seed, 'history', month);
    const lines = Array.from({ length: Math.floor(requests / months) }, () => historyLine(seed, month, random));
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
};
