import type { StoredCandidate } from '../candidate.ts';

/** Fixed-width decimal of a score, so that text order is score order for every double above 1e-4. */
const scoreText = (score: number): string => score.toFixed(20);

/** Sort key of a serving item: score, customer, subject. Candidates of a channel are served by it, descending. */
export const scoreKeyOf = (candidate: Pick<StoredCandidate, 'score' | 'customerId' | 'subject'>): string =>
  `${scoreText(candidate.score)}#${candidate.customerId}#${candidate.subject}`;

/** The least sort key a candidate with at least `minScore` can have. */
export const leastScoreKey = (minScore: number): string => scoreText(minScore);

/**
 * Order of two sort keys as DynamoDB sorts strings: by UTF-8 bytes. JavaScript's `<` compares UTF-16 units, which
 * differs for ids with characters outside the basic plane.
 * @returns negative, zero or positive, ascending
 */
export const compareScoreKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
