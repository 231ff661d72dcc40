/** Nearest rank: the smallest value that at least this share of all do not exceed. Nothing: undefined. @param sorted ascending */
export const quantile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

/** How many values are at most each bound and above the one before; the last bar holds all that is longer. */
export const histogram = (
  values: readonly number[],
  bounds: readonly number[],
): { upTo: number | null; count: number }[] => {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (const value of values) {
    const found = bounds.findIndex((bound) => value <= bound);
    const bar = found === -1 ? bounds.length : found;
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return counts.map((count, bar) => ({ upTo: bounds[bar] ?? null, count }));
};

/** A share, or nothing where there is nothing to have a share of. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
