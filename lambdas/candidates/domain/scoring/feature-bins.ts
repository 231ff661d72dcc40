// The bin of a feature value: how many of the model's thresholds lie at or below it. Exact, and nearly free of branches:
// an even grid over the thresholds narrows the search to the few that share the value's cell.

const CELLS = 256;

/** `thresholds`: ascending float32. `start[cell]`: how many thresholds lie in lower cells; one entry more than cells. */
export type FeatureBins = { thresholds: Float32Array; lowest: number; scale: number; start: Uint16Array };

/**
 * The cell of a value. Never decreases with the value, whatever is rounded: so thresholds in lower cells lie below it
 * and those in higher cells above it.
 */
const cellOf = ({ lowest, scale }: Pick<FeatureBins, 'lowest' | 'scale'>, value: number): number =>
  Math.min(CELLS - 1, Math.max(0, (value - lowest) * scale)) | 0;

/** @param thresholds ascending, without repeats, fewer than 65,536 */
export const featureBins = (thresholds: Float32Array): FeatureBins => {
  const lowest = thresholds[0] ?? 0;
  const range = (thresholds.at(-1) ?? 0) - lowest;
  const grid = { lowest, scale: range > 0 ? CELLS / range : 0 };
  const start = new Uint16Array(CELLS + 1);
  for (const threshold of thresholds) {
    const next = cellOf(grid, threshold) + 1;
    start[next] = (start[next] as number) + 1;
  }
  for (let cell = 1; cell <= CELLS; cell++) start[cell] = (start[cell] as number) + (start[cell - 1] as number);
  return { thresholds, ...grid, start };
};

/** Count of thresholds at or below a value, which must be a number (XGBoost goes right when value >= threshold, in float32). */
export const binOf = (bins: FeatureBins, value: number): number => {
  const { thresholds, start } = bins;
  const cell = cellOf(bins, value);
  let low = start[cell] as number;
  let high = start[cell + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};
