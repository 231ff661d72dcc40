// Trust: a real, active customer who really bought the subject and kept it (seeds/product-reviews.md, trust filter).

import type { TrustParameters } from '../../../shared/programs/filter-step-schema.ts';
import { attributeCheck, type Check, prepareChecks } from './checks.ts';
import type { Filter } from './filter.ts';

const checks: Record<TrustParameters['checks'][number], Check> = {
  'customer-active': {
    needs: 'customer',
    run: (used, { facts }) => {
      used.customerStatus = facts.customer?.status ?? null;
      if (!facts.customer) return 'customer-unknown';
      return facts.customer.status === 'active' ? undefined : 'customer-not-active';
    },
  },
  'not-flagged': {
    needs: 'customer',
    run: (used, { facts }) => {
      used.flagged = facts.customer?.flagged ?? null;
      if (!facts.customer) return 'customer-unknown';
      return facts.customer.flagged ? 'customer-flagged' : undefined;
    },
  },
  purchased: attributeCheck('purchased', true, { unwanted: 'not-purchased', unknown: 'purchase-unknown' }),
  'not-refunded': attributeCheck('refunded', false, { unwanted: 'refunded', unknown: 'refund-unknown' }),
};

export const trust: Filter<TrustParameters> = {
  type: 'trust',
  prepare: (parameters) =>
    prepareChecks(
      parameters.checks.map((name) => checks[name]),
      'trusted',
    ),
};
