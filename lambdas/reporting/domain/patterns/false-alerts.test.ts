// Simulation: how often noise alone would alert, and whether a planted rise is found.
import { describe, expect, it } from 'vitest';
import { findRises, patternLimits } from './find-rises.ts';
import type { GroupCount, IssueCounts } from './issue-counts.ts';

/** mulberry32: small, seeded, good enough to draw counts. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const poisson = (random: () => number, mean: number): number => {
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count += 1;
  }
  return count;
};

/** Gamma of a whole shape: a sum of exponentials; a Poisson of a gamma mean is a negative binomial. */
const gamma = (random: () => number, shape: number, scale: number): number => {
  let sum = 0;
  for (let n = 0; n < shape; n += 1) sum -= Math.log(1 - random());
  return sum * scale;
};

type Noise = (random: () => number, mean: number) => number;
/** Size 3: at a mean of 8 the variance is 3.7 times the mean. */
const overdispersed: Noise = (random, mean) => poisson(random, gamma(random, 3, mean / 3));

const means = [0.2, 0.5, 1, 2, 4, 8, 16, 30];
const nightsOf = (noise: Noise, nights: number, seed: number) => {
  const random = randomFrom(seed);
  const day = (): IssueCounts => {
    const entries = means.flatMap((mean, index) =>
      [0, 1, 2].map((copy) => {
        const issueType = `type-${index}-${copy}`;
        const group: GroupCount = { issueType, count: noise(random, mean), examples: [] };
        return [issueType, group] as const;
      }),
    );
    return { day: 'any', cases: 0, groups: Object.fromEntries(entries) };
  };
  return Array.from({ length: nights }, () => ({ today: day(), history: Array.from({ length: 28 }, day) }));
};

describe('noise alone', () => {
  it.each([
    ['Poisson', poisson],
    ['overdispersed', overdispersed],
  ])('%s: alerts in at most one night of a hundred', (_, noise) => {
    const nights = nightsOf(noise, 1_000, 20_261_120);
    const alarmed = nights.filter(({ today, history }) => findRises(today, history).patterns.length > 0);
    expect(alarmed.length / nights.length).toBeLessThanOrEqual(patternLimits.rate);
  });
});

describe('a planted rise', () => {
  it.each([
    ['Poisson', poisson, 4],
    ['overdispersed', overdispersed, 10],
  ])('%s: is found nearly every night', (_, noise, times) => {
    const nights = nightsOf(noise, 200, 7);
    const found = nights.filter(({ today, history }) => {
      const group = today.groups['type-5-0'];
      if (group) group.count = 8 * times;
      return findRises(today, history).patterns.some(({ key }) => key === 'type-5-0');
    });
    expect(found.length / nights.length).toBeGreaterThan(0.9);
  });
});
