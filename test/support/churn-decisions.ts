// Decisions of predictive-issue-resolution with their outcomes, from the generator: rows as model-retraining reads them.
import { churnProbability } from '../../scripts/generate/churn/churn-truth.ts';
import { lifetimeValueOf, profileOf } from '../../scripts/generate/churn/profile.ts';
import { situationOf } from '../../scripts/generate/churn/situation.ts';
import { randomFor } from '../../scripts/generate/random.ts';

export type ChurnDecision = { customerId: string; features: Record<string, number>; label: 0 | 1 };

/** `count` customers with a generated error each; the baseline is a plain function of tenure and contract. */
export const churnDecisions = (seed: number, count: number): ChurnDecision[] =>
  Array.from({ length: count }, (_, number) => {
    const random = randomFor(seed, 'churn-decisions', number);
    const profile = profileOf(seed, number);
    const baseline = Math.max(0.03, 0.5 - profile.tenure_months / 160 - profile.contract_months / 100);
    const situation = situationOf({ lifetimeValue: lifetimeValueOf(profile), baseline }, random);
    const left = random.chance(churnProbability(baseline, situation));
    return { customerId: `churn-${seed}-${number}`, features: { ...profile, ...situation }, label: left ? 1 : 0 };
  });
