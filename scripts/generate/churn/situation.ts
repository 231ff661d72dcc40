// What telemetry says about a customer at a moment: generated, in the shape of the models' features.
import type { Random } from '../random.ts';

/** Feature group `telemetry` of a customer. `support_history`: tickets of the last twelve months. */
export type Telemetry = { sessions_30d: number; crash_free_rate: number; support_history: number };
/** What an event says. `error_frequency`: errors per 24 hours; `error_severity`: 0 none, 1 low … 4 critical. */
export type ErrorFeatures = { error_frequency: number; error_severity: number; known_issue: number };
export type Situation = Telemetry & ErrorFeatures & { engagement_score: number; lifetime_value: number };

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
/** An exponential draw: many small values, a long tail. */
const tail = (random: Random, mean: number): number => -Math.log(1 - random.next()) * mean;

/** Who is about to leave uses the app less: around 0.75 for the safest customers, 0.25 for the least. */
const engagementOf = (baseline: number, random: Random): number =>
  rounded(Math.min(1, Math.max(0, random.normal(0.75 - 0.5 * baseline, 0.15))), 4);

export const telemetryOf = (engagement: number, random: Random): Telemetry => ({
  sessions_30d: Math.round(Math.exp(random.normal(2.4 + 1.2 * (engagement - 0.5), 0.6))),
  crash_free_rate: rounded(1 - Math.min(0.4, tail(random, 0.012)), 4),
  support_history: Math.min(12, Math.floor(tail(random, 1.2))),
});

/** Nearly half of the situations are free of errors, so that the model learns what calm looks like. */
const errorsOf = (random: Random): ErrorFeatures => {
  if (random.chance(0.45)) return { error_frequency: 0, error_severity: 0, known_issue: 0 };
  return {
    error_frequency: 1 + Math.min(49, Math.floor(tail(random, 4))),
    error_severity: 1 + random.below(4),
    known_issue: Number(random.chance(0.4)),
  };
};

/** @param about lifetime value in US dollars, and the chance to leave by the baseline model */
export const situationOf = (about: { lifetimeValue: number; baseline: number }, random: Random): Situation => {
  const engagement = engagementOf(about.baseline, random);
  return {
    lifetime_value: about.lifetimeValue,
    engagement_score: engagement,
    ...telemetryOf(engagement, random),
    ...errorsOf(random),
  };
};
