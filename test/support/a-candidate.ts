import type { Candidate } from '../../lambdas/candidates/domain/candidate.ts';
import type { Facts } from '../../lambdas/candidates/domain/facts.ts';

/** A candidate that passes every filter of product-reviews, given `goodFacts`. */
export const aCandidate = (overrides: Partial<Candidate> = {}): Candidate => ({
  customerId: 'customer-1',
  programId: 'product-reviews',
  subject: 'product-1',
  occasion: 'order-1',
  marketplace: 'US',
  eventTime: '2026-11-19T10:00:00.000Z',
  event: { source: 'athena-deliveries' },
  ...overrides,
  attributes: { purchased: true, refunded: false, reviewed: false, ...overrides.attributes },
});

/** Facts that let `aCandidate` pass: an active customer, an open product, nothing granted or opted out of. */
export const goodFacts = (overrides: Facts = {}): Facts => ({
  customer: { customerId: 'customer-1', status: 'active', flagged: false },
  product: { productId: 'product-1', openForReviews: true },
  contact: { customerId: 'customer-1', optOuts: [], grants: [] },
  ...overrides,
});
