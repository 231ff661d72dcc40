import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binOf, featureBins } from './feature-bins.ts';

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const anyThresholds = fc
  .uniqueArray(
    finite.map((value) => value + 0),
    { maxLength: 600 },
  )
  .map((values) => Float32Array.from(values).sort());

describe('binOf', () => {
  it('counts the thresholds at or below any value, on, beside and far from them', () => {
    fc.assert(
      fc.property(anyThresholds, fc.float({ noNaN: true }), (thresholds, value) => {
        const bins = featureBins(thresholds);
        const around = [...thresholds].flatMap((one) => [
          one,
          Math.fround(one * 1.0000001),
          Math.fround(one * 0.9999999),
        ]);
        for (const tried of [value, ...around, Infinity, -Infinity])
          expect(binOf(bins, tried)).toBe(thresholds.filter((one) => one <= tried).length);
      }),
    );
  });

  it('is exact where nearly all thresholds share a cell', () => {
    const crowded = Float32Array.from([...Array.from({ length: 300 }, (_, n) => n / 300), 1e30]);
    const bins = featureBins(crowded);
    for (const [index, threshold] of crowded.entries()) expect(binOf(bins, threshold)).toBe(index + 1);
  });
});
