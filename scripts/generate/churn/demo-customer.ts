// The customer of the seed's example (seeds/predictive-issue-resolution.md): lifetime value $5,000, engagement 0.85, two tickets.
// The profile is one that such a customer may well have; how near the models come to the seed's 0.15 and 0.85 stands in
// models/churn-risk-v3/MODEL_CARD.md.
import { churnProbability } from './churn-truth.ts';
import { lifetimeValueOf, type Profile } from './profile.ts';
import type { ErrorFeatures, Telemetry } from './situation.ts';

export const demoCustomerId = 'C789';

export const demoProfile: Profile = {
  tenure_months: 53,
  monthly_charges: 94.35,
  contract_months: 12,
  has_internet: 1,
  fiber_internet: 1,
  electronic_check: 0,
  automatic_payment: 1,
  paperless_billing: 1,
  online_security: 1,
  tech_support: 1,
  online_backup: 1,
  device_protection: 1,
  streaming_tv: 1,
  streaming_movies: 1,
  multiple_lines: 1,
  phone_service: 1,
};
export const demoEngagement = { engagement_score: 0.85, lifetime_value: lifetimeValueOf(demoProfile) };
export const demoTelemetry: Telemetry = { sessions_30d: 22, crash_free_rate: 0.97, support_history: 2 };
/** Three critical errors in 24 hours, of an issue whose fix is known. */
const demoErrors: ErrorFeatures = { error_frequency: 3, error_severity: 4, known_issue: 1 };

/** The example for the model card: features by name, and what the truth says of them, given the seed's own baseline. */
export const seedExample = () => {
  const situation = { ...demoEngagement, ...demoTelemetry, ...demoErrors };
  const baseline = 0.15;
  const risk = churnProbability(baseline, situation);
  return { features: { ...demoProfile, ...situation }, truth: { baseline, risk, ratio: risk / baseline } };
};
