import type { StoredCandidate } from '../../lambdas/candidates/domain/candidate.ts';

/** A candidate as Store makes one, active, eligible for e-mail. */
export const aStoredCandidate = (overrides: Partial<StoredCandidate> = {}): StoredCandidate => ({
  customerId: 'c-1',
  programId: 'product-reviews',
  subject: 'p-1',
  occasion: 'o-1',
  marketplace: 'US',
  eventTime: '2026-11-19T12:00:00.000Z',
  day: '2026-11-19',
  runId: `${overrides.programId ?? 'product-reviews'}:${overrides.day ?? '2026-11-19'}:001`,
  programHash: 'h1',
  state: 'active',
  score: 0.5,
  band: 'medium',
  modelVersion: 'v1',
  channels: ['email'],
  attributes: { purchased: true, refunded: false },
  createdAt: '2026-11-20T02:00:00.000Z',
  updatedAt: '2026-11-20T02:00:00.000Z',
  expiresAt: 4_000_000_000,
  ...overrides,
});
