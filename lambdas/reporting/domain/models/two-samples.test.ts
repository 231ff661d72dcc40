import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomFor } from '../../../../scripts/generate/random.ts';
import { distributionGap, rankAgreement, shareGap } from './two-samples.ts';

const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
const upTo = (values: number[], bound: number): number => values.filter((one) => one <= bound).length / values.length;

it('the distance of two distributions is the greatest between their shares up to any value', () => {
  fc.assert(
    fc.property(numbers, numbers, (one, other) => {
      const gaps = [...one, ...other].map((bound) => Math.abs(upTo(one, bound) - upTo(other, bound)));
      expect(distributionGap(one, other).distance).toBeCloseTo(Math.max(...gaps), 12);
    }),
  );
  expect(distributionGap([], [1])).toMatchObject({ distance: Number.POSITIVE_INFINITY });
});

it('its bound is passed by chance once in a thousand times, whatever the sizes', () => {
  const draws = 20_000;
  const random = randomFor(1, 'two-samples');
  const alarms = Array.from({ length: draws }, () => {
    const of = (count: number) => Array.from({ length: count }, random.next);
    const { distance, bound } = distributionGap(of(40), of(90));
    return distance > bound;
  }).filter(Boolean).length;
  expect(alarms).toBeGreaterThan(0.0002 * draws);
  expect(alarms).toBeLessThan(0.002 * draws);
});

it('a share that is greater by chance alone is found once in a thousand times, also where few have it', () => {
  const random = randomFor(2, 'two-samples');
  const draws = 10_000;
  const alarms = Array.from({ length: draws }, () => {
    const of = (count: number) => ({
      of: count,
      have: Array.from({ length: count }, random.next).filter((n) => n < 0.03).length,
    });
    return shareGap(of(200), of(600)).chance < 0.001;
  }).filter(Boolean).length;
  expect(alarms).toBeLessThanOrEqual(0.001 * draws);
});

it('its chance is that of drawing as many, by hand', () => {
  // 2 of 2 before 0 of 2: of six ways to choose two, one.
  expect(shareGap({ of: 2, have: 2 }, { of: 2, have: 0 })).toEqual({ gap: 1, chance: expect.closeTo(1 / 6, 12) });
  expect(shareGap({ of: 3, have: 0 }, { of: 5, have: 4 }).chance).toBeCloseTo(1, 12);
  expect(shareGap({ of: 200, have: 40 }, { of: 600, have: 60 }).chance).toBeLessThan(0.001);
});

it('ranks agree by order alone; ties count half', () => {
  const along = (change: (n: number) => number) => Array.from({ length: 9 }, (_, n) => [n, change(n)] as const);
  expect(rankAgreement(along((n) => n ** 3))).toBeCloseTo(1, 12);
  expect(rankAgreement(along((n) => -n))).toBeCloseTo(-1, 12);
  expect(rankAgreement(along(() => 1))).toBeNaN();
  // By hand: ranks 0, 1.5, 1.5, 3 beside 0, 1, 2, 3.
  expect(rankAgreement([0, 5, 5, 7].map((value, n) => [value, n]))).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
});
