// Candidates with facts in hand for the filter benchmark: a mix in which every rule of product-reviews rejects some.
import type { Candidate } from '../../lambdas/candidates/domain/candidate.ts';
import type { Facts } from '../../lambdas/candidates/domain/facts.ts';

export const asOf = '2026-11-20T00:00:00.000Z';

export type Judged = { candidate: Candidate; facts: Facts };

const grantsOf = (n: number) =>
  Array.from({ length: n % 5 }, (_, g) => ({
    at: `2026-11-${String(1 + ((n + g * 3) % 18)).padStart(2, '0')}T10:00:00.000Z`,
    programId: 'product-reviews',
    channel: 'email',
    notificationId: `n-${n}-${g}`,
  }));

/** The n-th of them; every customer has two. */
export const judged = (n: number): Judged => {
  const c = Math.floor(n / 2);
  const customerId = `customer-${c}`;
  const marketplaces = ['US', 'UK', 'DE', 'FR', 'JP', 'IN'];
  return {
    candidate: {
      customerId,
      programId: 'product-reviews',
      subject: `product-${n % 977}`,
      occasion: `order-${n}`,
      marketplace: marketplaces[n % 31 === 0 ? 5 : n % 5] ?? 'US',
      eventTime: `2026-11-19T${String(n % 24).padStart(2, '0')}:00:00.000Z`,
      event: { source: 'athena-deliveries' },
      attributes: { purchased: n % 29 !== 0, refunded: n % 37 === 0, reviewed: n % 11 === 0 },
    },
    facts: {
      customer: { customerId, status: c % 41 === 0 ? 'closed' : 'active', flagged: c % 53 === 0 },
      product: { productId: `product-${n % 977}`, openForReviews: n % 43 !== 0 },
      contact: { customerId, optOuts: c % 23 === 0 ? ['product-reviews'] : [], grants: grantsOf(c) },
    },
  };
};
