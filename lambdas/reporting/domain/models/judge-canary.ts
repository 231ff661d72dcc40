// Whether a canary goes on to everybody. Its customers were drawn by lot, so they differ from the others by chance alone.
import { compareModels } from './compare-models.ts';
import { alpha, distributionGap, rankAgreement, shareGap } from './two-samples.ts';

/**
 * One decision. `served`: the score it was made by; `canary`, `current`: what each model's files say of the features that were
 * recorded with it. `label`: what happened, where that is known by now.
 */
export type Decided = {
  customerId: string;
  at: string;
  fallback: boolean;
  served: number;
  canary: number;
  current: number;
  label?: 0 | 1;
};
/** Decisions by the version that their customer belonged to. */
export type Arms = { canary: readonly Decided[]; current: readonly Decided[] };

type Figures = {
  /** Customers. */
  canary: number;
  current: number;
  fallbackGap: number;
  /** Decisions of the canary whose score is not what its files say. */
  misserved: number;
  drift: number;
  rankAgreement: number;
  /** Customers whose outcome is known, and how much log loss falls by the canary. */
  ripe: number;
  gain?: { mean: number; low: number; high: number };
};
export type CanaryVerdict = { outcome: 'promote' | 'roll-back' | 'undecided'; reason: string; figures: Figures };

/** Fewer customers on either side say nothing. */
const enough = 200;
const limits = {
  /** A canary may fall back this much more often than the current version (share of customers), however sure it is. */
  fallbackGap: 0.02,
  /** The same files and features give the same score, but for rounding. */
  misserved: 1e-6,
  /** Two models of one outcome rank alike; scores that say nothing get so far once in 4,000 times with 200 customers. */
  rankAgreement: 0.25,
};

/** The first decision of each customer: later ones repeat it, and would make chance look like evidence. */
const firstOfEach = (rows: readonly Decided[]): Decided[] => {
  const first = new Map<string, Decided>();
  for (const row of rows) {
    const found = first.get(row.customerId);
    if (!found || row.at < found.at) first.set(row.customerId, row);
  }
  return [...first.values()];
};

const byModel = (rows: readonly Decided[]): Decided[] => rows.filter(({ fallback }) => !fallback);
const isMisserved = ({ served, canary }: Decided): boolean => !(Math.abs(served - canary) <= limits.misserved);
const shown = (value: number): string => value.toFixed(4);

type Terms = { margin: number; labelDays: number };

/**
 * Promotes unless something speaks against it; with too few customers nobody can tell.
 * @param terms `margin`: in log loss; `labelDays`: until an outcome is known @param random uniform in [0, 1), for the bootstrap
 */
export const judgeCanary = (arms: Arms, { margin, labelDays }: Terms, random: () => number): CanaryVerdict => {
  const [canary, current] = [firstOfEach(arms.canary), firstOfEach(arms.current)];
  const [scored, others] = [firstOfEach(byModel(arms.canary)), firstOfEach(byModel(arms.current))];
  const fallbacks = shareGap(fell(canary), fell(current));
  const drift = distributionGap(
    scored.map(({ served }) => served),
    others.map((row) => row.canary),
  );
  const figures: Figures = {
    ...{ canary: canary.length, current: current.length, fallbackGap: fallbacks.gap, drift: drift.distance },
    misserved: byModel(arms.canary).filter(isMisserved).length,
    rankAgreement: rankAgreement(scored.map((row) => [row.served, row.current])),
    ...outcomesOf([...scored, ...others], margin, random),
  };
  const { misserved } = figures;
  if (misserved > 0)
    return { outcome: 'roll-back', reason: `${misserved} served scores are not what the canary’s files say`, figures };
  if (canary.length < enough || current.length < enough)
    return { outcome: 'undecided', reason: tooFew(canary, current), figures };
  if (fallbacks.gap > limits.fallbackGap && fallbacks.chance < alpha)
    return { outcome: 'roll-back', reason: `${shown(fallbacks.gap)} more of its customers fell back`, figures };
  if (scored.length < enough || others.length < enough)
    return { outcome: 'undecided', reason: `scored by a model: ${tooFew(scored, others)}`, figures };
  const problem = problemOf(figures, drift.bound, margin);
  return problem === undefined
    ? { outcome: 'promote', reason: heldBy(figures, labelDays), figures }
    : { outcome: 'roll-back', reason: problem, figures };
};

const fell = (rows: readonly Decided[]) => ({ of: rows.length, have: rows.filter(({ fallback }) => fallback).length });
const tooFew = (canary: readonly Decided[], current: readonly Decided[]): string =>
  `${canary.length} customers of the canary and ${current.length} of the current version; ${enough} each are needed`;

const heldBy = ({ canary, ripe, gain, rankAgreement: agreement }: Figures, labelDays: number): string => {
  const how = gain
    ? `log loss falls by ${shown(gain.mean)} over ${ripe} known outcomes`
    : `${ripe} outcomes are known yet (they take ${labelDays} days), so judged by what was served: fallbacks, scores as its files say, their spread, ranks that agree to ${agreement.toFixed(2)}`;
  return `held beside the current version over ${canary} customers; ${how}`;
};

/** Both models on the same customers, those of either version: what was served has been found to be what the files say. */
const outcomesOf = (rows: readonly Decided[], margin: number, random: () => number): Pick<Figures, 'ripe' | 'gain'> => {
  const pairs = rows.flatMap(({ canary, current, label }) =>
    label === undefined ? [] : [{ candidate: canary, current, label }],
  );
  const decisive = pairs.length >= enough && new Set(pairs.map(({ label }) => label)).size === 2;
  return { ripe: pairs.length, ...(decisive && { gain: compareModels(pairs, margin, random).gain }) };
};

/** Outcomes outweigh ranks: a better model may rank otherwise. */
const problemOf = ({ drift, rankAgreement: agreement, gain }: Figures, bound: number, margin: number) => {
  if (drift > bound)
    return `its scores are spread otherwise than on the others’ customers: ${shown(drift)}, chance gives ${shown(bound)}`;
  if (gain && gain.mean <= -margin && gain.high < 0)
    return `log loss rises by ${shown(-gain.mean)} (95 % interval ${shown(-gain.high)} to ${shown(-gain.low)})`;
  if (!gain && !(agreement >= limits.rankAgreement))
    return `it ranks customers otherwise than the current version: ${agreement.toFixed(2)}, at least ${limits.rankAgreement} is usual`;
  return undefined;
};
