import { describe, expect, it } from 'vitest';
import { mostInASecond, steadyRate } from './call-rate.ts';

const every = (ms: number, count: number, from = 0) => Array.from({ length: count }, (_, n) => from + n * ms);

describe('how fast calls came', () => {
  it('finds the fullest second, wherever it begins', () => {
    expect(mostInASecond(every(10, 500))).toBe(100);
    expect(mostInASecond([...every(100, 20), ...every(1, 30, 2_500)])).toBe(30 + 4);
  });

  it('tells the rate between the first and the last tenth', () => {
    const slowStart = [...every(1_000, 10), ...every(10, 80, 10_000), ...every(1_000, 10, 20_000)];
    expect(steadyRate(slowStart)).toBeCloseTo(100, 6);
  });
});
