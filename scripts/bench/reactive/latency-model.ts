// Adds up a path whose steps are known by their medians and 99th percentiles. Percentiles don't add, so it is played out.
import { percentile } from '../bench-row.ts';
import type { Step } from './aws-latencies.ts';

/** The normal distribution's 99th percentile, in standard deviations. */
const z99 = 2.3263;
const plays = 20_000;

/** A repeatable source of numbers in (0, 1) (mulberry32). */
const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
};

/** Box and Muller's. */
const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

/** Log-normal through both figures: never below nothing, with the long tail that services have. */
const drawOf = ({ p50, p99, atOnce = 1 }: Step, random: () => number): number => {
  const spread = Math.log(p99 / p50) / z99;
  const once = () => p50 * Math.exp(spread * normal(random));
  return Math.max(...Array.from({ length: atOnce }, once));
};

/** @param ownMs what is ours, added to each play; steps are independent of each other @returns milliseconds */
export const modelledPath = (steps: readonly Step[], ownMs: number): { p50: number; p99: number } => {
  const random = seeded(1);
  const totals = Array.from({ length: plays }, () => steps.reduce((sum, step) => sum + drawOf(step, random), ownMs));
  return { p50: percentile(totals, 0.5), p99: percentile(totals, 0.99) };
};
