// Stored candidates for the serving benchmarks: every score its own, spread over the program's marketplaces.
import type { StoredCandidate } from '../../lambdas/candidates/domain/candidate.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { loadMarketplacesFile } from '../programs/load-marketplaces.ts';
import { loadBatchProgramFile } from '../programs/load-program.ts';

export const benchDay = '2026-11-19';

/** product-reviews as it would be deployed. @throws Error with what is wrong in its file */
export const productReviews = () => {
  const { program, hash, problems } = { hash: '', ...loadBatchProgramFile('programs/product-reviews.yaml') };
  if (!program) throw new Error(`programs/product-reviews.yaml: ${JSON.stringify(problems)}`);
  const { marketplaces } = loadMarketplacesFile('programs/marketplaces.yaml');
  if (!marketplaces) throw new Error('programs/marketplaces.yaml is wrong: see make check');
  return { program, hash, marketplaces };
};

/** Steps through 0 to 1 without meeting a number twice (golden ratio). */
const scoreOf = (n: number): number => (n * 0.618_033_988_749_895) % 1;

/** The n-th candidate of a program; three in a row are one customer's. */
export const storedCandidate = (
  n: number,
  of: { program: BatchProgram; hash: string; runId: string; now: Date },
): StoredCandidate => {
  const { program, hash, runId, now } = of;
  const score = scoreOf(n);
  return {
    customerId: `customer-${Math.floor(n / 3)}`,
    programId: program.programId,
    subject: `product-${n}`,
    occasion: `order-${n}`,
    marketplace: program.marketplaces[n % program.marketplaces.length] ?? 'US',
    eventTime: `${benchDay}T${String(n % 24).padStart(2, '0')}:00:00.000Z`,
    day: benchDay,
    ...{ runId, programHash: hash, state: 'active', score, modelVersion: 'review-propensity-v2 2.0.0' },
    band: score >= 0.7 ? 'high' : score >= 0.4 ? 'medium' : 'low',
    channels: program.channels.map(({ channelId }) => channelId),
    attributes: { purchased: true, refunded: false, reviewed: false },
    ...{ createdAt: now.toISOString(), updatedAt: now.toISOString() },
    expiresAt: Math.floor(now.getTime() / 1000) + 30 * 86_400,
  };
};
