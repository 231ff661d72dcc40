import type { StoredCandidate } from '../candidate.ts';

/** Fixed-width decimal of a score, so that text order is score order for every double above 1e-4. */
const scoreText = (score: number): string => score.toFixed(20);

/** Sort key of a serving item: score, customer, subject. Candidates of a channel are served by it, descending. */
export const scoreKeyOf = (candidate: Pick<StoredCandidate, 'score' | 'customerId' | 'subject'>): string =>
  `${scoreText(candidate.score)}#${candidate.customerId}#${candidate.subject}`;

/** The least sort key a candidate with at least `minScore` can have. */
export const leastScoreKey = (minScore: number): string => scoreText(minScore);

/** Only characters outside the basic plane (surrogate pairs) sort differently by UTF-16 units than by UTF-8 bytes. */
const hasSurrogates = (text: string): boolean => /[\ud800-\udfff]/.test(text);

/**
 * Order of two sort keys as DynamoDB sorts strings: by UTF-8 bytes.
 * @returns negative, zero or positive, ascending
 */
export const compareScoreKeys = (a: string, b: string): number => {
  if (a === b) return 0;
  if (hasSurrogates(a) || hasSurrogates(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
};
