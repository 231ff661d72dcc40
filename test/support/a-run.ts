import { createHash } from 'node:crypto';
import type { DecisionRecord } from '../../lambdas/candidates/domain/decision.ts';
import type { RunContext } from '../../lambdas/candidates/domain/run/run.ts';

/** What Prepare asks the ledger to begin. */
export const aRunRequest = (
  overrides: Partial<Omit<RunContext, 'runId' | 'attempt'>> = {},
): Omit<RunContext, 'runId' | 'attempt'> & { startedAt: string } => ({
  programId: 'product-reviews',
  programHash: 'h1',
  day: '2026-11-19',
  asOf: '2026-11-20T00:00:00.000Z',
  dryRun: false,
  executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:batch:1',
  startedAt: '2026-11-20T02:00:00.000Z',
  ...overrides,
});

/** A decision record of one customer and subject, scored unless `rejectedBy` says otherwise. */
export const aDecision = (
  customerId: string,
  subject: string,
  overrides: Partial<DecisionRecord> = {},
): DecisionRecord => ({
  runId: 'product-reviews:2026-11-19:001',
  programHash: 'h1',
  decidedAt: '2026-11-20T00:00:00.000Z',
  candidate: {
    ...{ customerId, subject, programId: 'product-reviews', occasion: 'o-1', marketplace: 'US' },
    eventTime: '2026-11-19T12:00:00.000Z',
    event: { source: 'athena-deliveries' },
    attributes: { purchased: true },
  },
  verdicts: [{ filterId: 'trust', type: 'trust', passed: true, reason: 'trusted', facts: { status: 'active' } }],
  outcome: 'scored',
  score: {
    ...{ value: 0.8, band: 'high' as const, scoredBy: 'model://m', modelVersion: 'v1', fallback: false, cached: false },
    features: { price: 12.5 },
    defaulted: [],
  },
  ...overrides,
});

export const customerDigest = (customerId: string): string => createHash('md5').update(customerId).digest('hex');
