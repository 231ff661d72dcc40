// What an error says to the risk model, as numbers (scripts/generate/churn/situation.ts makes the same in training).
import { severities } from '../../shared/programs/reactive-program-schema.ts';

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/**
 * `error_frequency`: errors per 24 hours; `error_severity`: 1 low … 4 critical; `known_issue`: 1 where a fix is known. What the
 * attributes do not say is left out: the model's default stands in.
 */
export const eventFeatures = ({ errorCount, timeWindowHours, severity, known }: Attributes): Record<string, number> => {
  const features: Record<string, number> = {};
  const rank = (severities as readonly unknown[]).indexOf(severity);
  if (typeof errorCount === 'number' && typeof timeWindowHours === 'number' && timeWindowHours > 0)
    features.error_frequency = (errorCount * 24) / timeWindowHours;
  if (rank >= 0) features.error_severity = rank + 1;
  if (typeof known === 'boolean') features.known_issue = Number(known);
  return features;
};
