// Churn risk: customers worth keeping, and still engaged enough to be kept (seeds/predictive-issue-resolution.md).
import type { ChurnRiskParameters } from '../../../shared/programs/filter-step-schema.ts';
import type { Filter } from './filter.ts';

/** The feature group that has both features. */
export const churnRiskFeatureGroup = 'engagement';

export const churnRisk: Filter<ChurnRiskParameters> = {
  type: 'churn-risk',
  prepare: ({ minLifetimeValue, minEngagementScore }) => ({
    needs: ['features'],
    reads: {},
    decide: ({ facts: { features } }) => {
      const { lifetime_value: lifetimeValue = null, engagement_score: engagementScore = null } = features ?? {};
      const facts = { lifetimeValue, engagementScore, minLifetimeValue, minEngagementScore };
      if (below(lifetimeValue, minLifetimeValue)) return { passed: false, reason: 'lifetime-value-too-low', facts };
      if (below(engagementScore, minEngagementScore)) return { passed: false, reason: 'engagement-too-low', facts };
      return { passed: true, reason: 'worth-keeping', facts };
    },
  }),
};

/** An unknown value is below any bound but none. */
const below = (value: number | null, least: number): boolean => (value ?? 0) < least;
