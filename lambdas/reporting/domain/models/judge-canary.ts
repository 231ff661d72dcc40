// Whether a canary goes on to everybody: its customers beside those of the current version, since it began.

/** `label`: 1 when the outcome has been seen so far. */
export type Decided = { score: number; fallback: boolean; label: 0 | 1 };
export type CanaryVerdict = {
  outcome: 'promote' | 'roll-back' | 'undecided';
  reason: string;
  figures: { canary: number; current: number; fallbackGap: number; drift: number; calibrationGap: number };
};

/** Fewer decisions on either side say nothing. */
const enough = 200;
const limits = {
  /** A canary may fall back this much more often than the current version (share of decisions). */
  fallbackGap: 0.02,
  /** Population stability index of the scores; 0.25 is the customary bound of "another distribution" (Siddiqi 2006). */
  drift: 0.25,
  /** How much further its mean score may lie from its share of outcomes. */
  calibrationGap: 0.05,
};

const bins = 10;
const shareOf = (rows: readonly Decided[], holds: (row: Decided) => boolean): number =>
  rows.filter(holds).length / rows.length;

/** Population stability index over ten bins of equal width; empty bins count as half a row. */
const driftBetween = (expected: readonly Decided[], found: readonly Decided[]): number => {
  const binOf = ({ score }: Decided) => Math.min(bins - 1, Math.floor(score * bins));
  let index = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const inBin = (row: Decided) => binOf(row) === bin;
    const before = Math.max(shareOf(expected, inBin), 0.5 / expected.length);
    const now = Math.max(shareOf(found, inBin), 0.5 / found.length);
    index += (now - before) * Math.log(now / before);
  }
  return index;
};

/** Labels are young, so both sides lag behind their scores: only the difference between them counts. */
const lagOf = (rows: readonly Decided[]): number => {
  const mean = rows.reduce((sum, { score }) => sum + score, 0) / rows.length;
  return Math.abs(mean - shareOf(rows, ({ label }) => label === 1));
};

export const judgeCanary = (canary: readonly Decided[], current: readonly Decided[]): CanaryVerdict => {
  const counts = { canary: canary.length, current: current.length };
  if (canary.length < enough || current.length < enough) {
    const figures = { ...counts, fallbackGap: 0, drift: 0, calibrationGap: 0 };
    const reason = `${canary.length} decisions of the canary and ${current.length} of the current version; ${enough} each are needed`;
    return { outcome: 'undecided', reason, figures };
  }
  const fell = ({ fallback }: Decided) => fallback;
  const [scoredNow, scoredBefore] = [canary, current].map((rows) => rows.filter(({ fallback }) => !fallback));
  const figures = {
    ...counts,
    fallbackGap: shareOf(canary, fell) - shareOf(current, fell),
    drift: driftBetween(scoredBefore ?? [], scoredNow ?? []),
    calibrationGap: lagOf(canary) - lagOf(current),
  };
  // Whoever scored nothing at all has no distribution either: NaN must not pass for well.
  const broken = (Object.keys(limits) as (keyof typeof limits)[]).filter((name) => !(figures[name] <= limits[name]));
  const problem = broken.map((name) => `${name} ${figures[name].toFixed(3)} is over ${limits[name]}`).join('; ');
  return broken.length > 0
    ? { outcome: 'roll-back', reason: problem, figures }
    : { outcome: 'promote', reason: `held beside the current version over ${canary.length} decisions`, figures };
};
