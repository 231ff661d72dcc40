// The pure half of the Score stage: what to score, and scores worked into the records. Asking the provider is the handler's.
import type { DecisionRecord } from '../decision.ts';
import { type BandBounds, bandOf } from './bands.ts';
import { assembleFeatures, type FeatureVector, type FetchedFeatures } from './features.ts';
import type { ModelSpec } from './model-spec.ts';

/** A passed record that waits for its score. `index`: its place in the chunk's records. */
export type Scorable = { index: number; customerId: string; subject: string; vector: FeatureVector };

/** What a provider (or the cache, or the fallback) said about the scorable of the same place. */
export type Scored = { value: number; scoredBy: string; modelVersion: string; fallback: boolean; cached: boolean };

/** The records that passed all filters, with their features in the model's order. */
export const scorables = (
  records: readonly DecisionRecord[],
  spec: Pick<ModelSpec, 'features'>,
  fetched: FetchedFeatures,
): Scorable[] =>
  records.flatMap(({ outcome, candidate }, index) => {
    if (outcome === 'rejected') return [];
    const { customerId, subject } = candidate;
    return [{ index, customerId, subject, vector: assembleFeatures(candidate, spec, fetched) }];
  });

/**
 * The chunk's records with the scores worked in; rejected ones are left as they are.
 * @throws RangeError when a score is missing or isn't a probability: a chunk is scored whole or not at all
 */
export const withScores = (
  records: readonly DecisionRecord[],
  scoring: { scorables: readonly Scorable[]; scores: readonly Scored[] },
  bounds: BandBounds,
): DecisionRecord[] => {
  const result = [...records];
  for (const [place, { index, vector }] of scoring.scorables.entries()) {
    const scored = scoring.scores[place];
    const record = result[index];
    if (!record || !scored || !(scored.value >= 0 && scored.value <= 1))
      throw new RangeError(
        `Score ${place} of ${scoring.scorables.length} must be a number from 0 to 1, found ${scored?.value}`,
      );
    const score = {
      ...scored,
      band: bandOf(scored.value, bounds),
      features: vector.byName,
      defaulted: vector.defaulted,
    };
    result[index] = { ...record, outcome: 'scored', score };
  }
  return result;
};
