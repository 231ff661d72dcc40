/**
 * One figure. `ratio`: this against `baseline`, above 1 is better; null where there is nothing to compare with.
 * `how`: how it was measured, in a sentence.
 */
export type BenchRow = {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  how: string;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** @param share 0 to 1, such as 0.99 */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

/** Seconds that a piece of work takes. */
export const secondsOf = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};
