// Eligibility: the marketplace takes part, the customer hasn't opted out, the product takes reviews and has none from them
// (seeds/product-reviews.md, eligibility filter). No policy item means: never opted out.

import type { EligibilityParameters } from '../../../shared/programs/filter-step-schema.ts';
import { attributeCheck, type Check, prepareChecks } from './checks.ts';
import type { Filter } from './filter.ts';

const checks: Record<EligibilityParameters['checks'][number], Check> = {
  'marketplace-enabled': {
    run: (used, { candidate, context }) => {
      used.marketplace = candidate.marketplace;
      return context.marketplaces.includes(candidate.marketplace) ? undefined : 'marketplace-not-enabled';
    },
  },
  'not-opted-out': {
    needs: 'contact',
    run: (used, { facts, context }) => {
      const optOuts = facts.contact?.optOuts;
      const optedOut = optOuts !== undefined && (optOuts.includes('all') || optOuts.includes(context.programId));
      used.optedOut = optedOut;
      return optedOut ? 'opted-out' : undefined;
    },
  },
  'product-open': {
    needs: 'product',
    run: (used, { facts }) => {
      used.productOpen = facts.product?.openForReviews ?? null;
      if (!facts.product) return 'product-unknown';
      return facts.product.openForReviews ? undefined : 'product-closed';
    },
  },
  'not-reviewed': attributeCheck('reviewed', false, { unwanted: 'already-reviewed', unknown: 'review-unknown' }),
};

export const eligibility: Filter<EligibilityParameters> = {
  type: 'eligibility',
  prepare: (parameters) =>
    prepareChecks(
      parameters.checks.map((name) => checks[name]),
      'eligible',
    ),
};
