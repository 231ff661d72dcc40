// Attribute: a bound or a list for one attribute of the warehouse row. The filter for what no other filter knows.

import type { AttributeParameters } from '../../../shared/programs/filter-step-schema.ts';
import type { Scalar } from '../candidate.ts';
import type { Filter } from './filter.ts';

const rejectReason = (value: Scalar, { atLeast, atMost, oneOf }: AttributeParameters): string | undefined => {
  if (value === null) return 'attribute-missing';
  if (oneOf && !oneOf.includes(value)) return 'not-one-of';
  if (atLeast === undefined && atMost === undefined) return undefined;
  if (typeof value !== 'number') return 'attribute-not-a-number';
  if (atLeast !== undefined && value < atLeast) return 'below-minimum';
  if (atMost !== undefined && value > atMost) return 'above-maximum';
  return undefined;
};

export const attribute: Filter<AttributeParameters> = {
  type: 'attribute',
  prepare: (parameters) => ({
    needs: [],
    reads: {
      [parameters.attribute]: parameters.atLeast === undefined && parameters.atMost === undefined ? 'any' : 'number',
    },
    decide: ({ candidate }) => {
      const value = candidate.attributes[parameters.attribute] ?? null;
      const reason = rejectReason(value, parameters);
      return {
        passed: reason === undefined,
        reason: reason ?? 'attribute-accepted',
        facts: { [parameters.attribute]: value },
      };
    },
  }),
};
