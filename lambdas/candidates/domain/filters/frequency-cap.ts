// Frequency cap: at most so many requests in 30 days (seeds/product-reviews.md). Advice: the gate decides for good.

import type { FrequencyCapParameters } from '../../../shared/programs/filter-step-schema.ts';
import type { ContactFacts } from '../facts.ts';
import { compareInstants } from '../instant.ts';
import type { Filter, FilterContext } from './filter.ts';

/** Grants of this program in [asOf − 30 days, asOf). Grants at or after `asOf` don't count: a re-run decides the same. */
const grantsInWindow = (contact: ContactFacts | undefined, context: FilterContext): number => {
  if (!contact) return 0;
  let count = 0;
  for (const { programId, at } of contact.grants) {
    if (programId !== context.programId) continue;
    if (compareInstants(at, context.capFrom) >= 0 && compareInstants(at, context.asOf) < 0) count++;
  }
  return count;
};

export const frequencyCap: Filter<FrequencyCapParameters> = {
  type: 'frequency-cap',
  prepare: ({ maxRequestsPerMonth }) => ({
    needs: ['contact'],
    reads: {},
    decide: ({ facts: { contact }, context }) => {
      const grants = grantsInWindow(contact, context);
      const passed = grants + context.passedEarlier < maxRequestsPerMonth;
      const facts = { grantsIn30Days: grants, passedEarlier: context.passedEarlier, maxRequestsPerMonth };
      return { passed, reason: passed ? 'under-cap' : 'cap-reached', facts };
    },
  }),
};
