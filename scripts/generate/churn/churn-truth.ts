// The truth that churn-risk-v3 has to find: the baseline model's odds of leaving × what telemetry does to them.
// The sizes of the effects are an assumption (models/churn-risk-v3/MODEL_CARD.md); the largest was chosen so that the seed's
// example, three critical errors in 24 hours, comes out near 0.85 from a baseline of 0.15.
import type { Situation } from './situation.ts';

/** Log odds of three errors in 24 hours, by severity: none, low, medium, high, critical. */
const bySeverity = [0, 0.5, 1.2, 2.2, 3.6] as const;
/** Standard deviation of what no feature shows, in log odds. */
export const moodDeviation = 0.3;

/** 1 at three errors a day, growing with their logarithm, at most 1.75: nobody counts the thirtieth crash. */
const repeated = (errorsPerDay: number): number => Math.min(1.75, Math.log2(1 + errorsPerDay) / 2);

/** An error hurts those more who use the app more; a known fix takes some of it away. */
const ofErrors = ({ error_frequency, error_severity, known_issue, engagement_score }: Situation): number => {
  if (error_frequency === 0) return 0;
  const harm = (bySeverity[error_severity] ?? 0) * repeated(error_frequency);
  return harm * (1 + 0.3 * (engagement_score - 0.5)) - 0.3 * known_issue;
};

const ofCustomer = (situation: Situation): number =>
  -1 * (situation.engagement_score - 0.6) -
  0.25 * (Math.log1p(situation.sessions_30d) - 2.4) +
  Math.min(1, 10 * (1 - situation.crash_free_rate - 0.01)) +
  0.15 * (Math.min(5, situation.support_history) - 1) -
  0.08 * (Math.log1p(situation.lifetime_value) - 7);

/** True probability of leaving. @param baseline chance to leave without telemetry @param mood in log odds */
export const churnProbability = (baseline: number, situation: Situation, mood = 0): number => {
  const logOdds = Math.log(baseline / (1 - baseline)) + ofErrors(situation) + ofCustomer(situation) + mood;
  return 1 / (1 + Math.exp(-logOdds));
};
