import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenSpread, shareOf } from './even-spread.ts';
import { randomFor } from './random.ts';

const draws = (seed: number, name: string, count: number) => {
  const random = randomFor(seed, name);
  return Array.from({ length: count }, () => random.next());
};

describe('randomFor', () => {
  it('gives the same numbers for the same name, and others for another name or seed', () => {
    expect(draws(1, 'a', 20)).toEqual(draws(1, 'a', 20));
    expect(draws(1, 'a', 20)).not.toEqual(draws(1, 'b', 20));
    expect(draws(1, 'a', 20)).not.toEqual(draws(2, 'a', 20));
  });

  it('is uniform in [0, 1): ten bins of 100,000 draws hold a tenth each', () => {
    const bins = new Array<number>(10).fill(0);
    for (const draw of draws(7, 'uniform', 100_000))
      bins[Math.floor(draw * 10)] = (bins[Math.floor(draw * 10)] ?? 0) + 1;
    for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(400);
  });

  it('has normal draws with the mean and deviation asked for', () => {
    const random = randomFor(3, 'normal');
    const values = Array.from({ length: 20_000 }, () => random.normal(5, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(5, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });
});

describe('evenSpread', () => {
  it('keeps any share to within a point over 2,000 customers, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (seed, share) => {
        const within = Array.from({ length: 2000 }, (_, n) => evenSpread(seed, 'flagged', n)).filter((d) => d < share);
        expect(Math.abs(within.length / 2000 - share)).toBeLessThan(0.01);
      }),
      { numRuns: 50 },
    );
  });

  it('lets two properties vary independently', () => {
    const both = Array.from({ length: 2000 }, (_, n) => n).filter(
      (n) => evenSpread(42, 'optOut', n) < 0.3 && evenSpread(42, 'grants', n) < 0.3,
    );
    expect(Math.abs(both.length / 2000 - 0.09)).toBeLessThan(0.02);
  });
});

describe('shareOf', () => {
  it('finds the share a draw falls into, or the place after the last', () => {
    expect([0, 0.19, 0.2, 0.49, 0.5, 0.99].map((draw) => shareOf(draw, [0.2, 0.3]))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
