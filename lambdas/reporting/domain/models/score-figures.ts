// How good probabilities are, against what happened.

export type Scored = { score: number; label: 0 | 1 };
export type Figures = { rows: number; auc: number; logLoss: number; brier: number };

/** Chance that a 1 scores above a 0 (Mann-Whitney; ties count half). Without both: NaN. */
export const auc = (rows: readonly Scored[]): number => {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let ranks = 0;
  let positives = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    const ones = sorted.slice(from, to).filter(({ label }) => label === 1).length;
    ranks += ones * ((from + 1 + to) / 2);
    positives += ones;
    from = to;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (rows.length - positives));
};

/** A score of exactly 0 or 1 that was wrong would be infinitely bad. */
export const logLossOf = ({ score, label }: Scored): number => {
  const safe = Math.min(1 - 1e-9, Math.max(1e-9, score));
  return -Math.log(label === 1 ? safe : 1 - safe);
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const figuresOf = (rows: readonly Scored[]): Figures => ({
  rows: rows.length,
  auc: auc(rows),
  logLoss: mean(rows.map(logLossOf)),
  brier: mean(rows.map(({ score, label }) => (score - label) ** 2)),
});
