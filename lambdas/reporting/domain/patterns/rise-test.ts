// Whether a day's count is more than the days before explain.
import { upperTail } from './negative-binomial.ts';

/** `expected`: of such a day. `dispersion`: variance over mean that was reckoned with. `p`: of a count at least as large by chance. */
export type Rise = { count: number; expected: number; ratio: number; dispersion: number; p: number };

/**
 * Tests a count against the counts of the days before, which may be more dispersed than a Poisson's (weekdays, releases).
 * H0: count and history are draws of one negative binomial. Its mean is (Σ history + ½) / n; its dispersion is Pearson's
 * φ = Σ (x − x̄)² / ((n − 1) x̄), never below 1 (McCullagh & Nelder, Generalized Linear Models, 2nd ed. (1989), 4.5.2 and 9.2),
 * raised to its upper 90 % limit, φ (n − 1) / χ²(0.1; n − 1), as n days know it poorly and a too small one alarms for nothing.
 * The mean is an estimate itself, which adds its variance: φ (1 + 1/n), the predictive variance over the mean.
 */
export const riseOf = (count: number, history: readonly number[]): Rise => {
  const n = history.length;
  const total = history.reduce((sum, x) => sum + x, 0);
  const expected = (total + 0.5) / n;
  const dispersion = dispersionOf(history, total / n) * (1 + 1 / n);
  return { count, expected, ratio: count / expected, dispersion, p: upperTail(count, { mean: expected, dispersion }) };
};

const dispersionOf = (history: readonly number[], mean: number): number => {
  const n = history.length;
  if (n < 2 || mean === 0) return 1;
  const squares = history.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const pearson = squares / mean / (n - 1);
  if (pearson <= 1) return 1;
  return (pearson * (n - 1)) / chiSquared10(n - 1);
};

/** 10th percentile of the standard normal distribution. */
const z10 = -1.281_552;

/** 10th percentile of χ² (E. B. Wilson & M. M. Hilferty, PNAS 17 (1931) 684-688): within 1 % from 5 degrees of freedom on. */
const chiSquared10 = (degrees: number): number => {
  const spread = 2 / (9 * degrees);
  return degrees * Math.max(0.05, 1 - spread + z10 * Math.sqrt(spread)) ** 3;
};
