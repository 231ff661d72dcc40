// Whether a new model is better than the current one: on the same later rows, by a margin, beyond chance.
import { type Figures, figuresOf, logLossOf } from './score-figures.ts';

/** What each model says of a row, and what happened. */
export type Pair = { current: number; candidate: number; label: 0 | 1 };
export type Comparison = {
  better: boolean;
  reason: string;
  current: Figures;
  candidate: Figures;
  /** How much log loss falls, with its 95 % bootstrap interval. */
  gain: { mean: number; low: number; high: number };
};

const draws = 400;

/**
 * Percentile bootstrap (Efron 1979) of the mean gain over rows.
 * @param random uniform in [0, 1)
 */
const interval = (gains: Float64Array, random: () => number): { low: number; high: number } => {
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let row = 0; row < gains.length; row += 1) sum += gains[Math.floor(random() * gains.length)] as number;
    return sum / gains.length;
  }).sort((a, b) => a - b);
  return { low: means[Math.floor(draws * 0.025)] as number, high: means[Math.ceil(draws * 0.975) - 1] as number };
};

/**
 * The new model is better if log loss falls by the margin on average, its interval lies above nothing, and AUC does not fall.
 * @param pairs at least one row @param margin in log loss
 */
export const compareModels = (pairs: readonly Pair[], margin: number, random: () => number): Comparison => {
  const scoredBy = (model: 'current' | 'candidate') => pairs.map((pair) => ({ score: pair[model], label: pair.label }));
  const [current, candidate] = [figuresOf(scoredBy('current')), figuresOf(scoredBy('candidate'))];
  const gains = Float64Array.from(
    pairs,
    (pair) => logLossOf({ ...pair, score: pair.current }) - logLossOf({ ...pair, score: pair.candidate }),
  );
  const gain = { mean: current.logLoss - candidate.logLoss, ...interval(gains, random) };
  const problem = problemOf({ current, candidate, gain }, margin);
  return { better: problem === undefined, reason: problem ?? betterBy(gain), current, candidate, gain };
};

const shown = (value: number): string => value.toFixed(4);
const betterBy = ({ mean, low, high }: Comparison['gain']): string =>
  `log loss falls by ${shown(mean)} (95 % interval ${shown(low)} to ${shown(high)})`;

const problemOf = (
  { current, candidate, gain }: Pick<Comparison, 'current' | 'candidate' | 'gain'>,
  margin: number,
): string | undefined => {
  if (!(gain.mean >= margin)) return `log loss falls by ${shown(gain.mean)}, less than the margin ${shown(margin)}`;
  if (!(gain.low > 0)) return `${betterBy(gain)}: may be chance`;
  if (!(candidate.auc >= current.auc)) return `AUC falls from ${shown(current.auc)} to ${shown(candidate.auc)}`;
  return undefined;
};
