// How much a risk can be relied on. From the data, not from the score's own height: how much of the input was known, and how
// exactly scores of this size came true on customers that training had not seen (`calibration` in the model's features.json:
// ten bins with the 95 % interval, Wilson 1927, of the share that left; scripts/train/calibration_plot.py).
import type { Risk } from './issue-case.ts';

/** A bin of scores with the 95 % interval of what came true in it. */
type CalibrationBin = { from: number; to: number; low: number; high: number };

/** `defaulted`, `features`: counts over both models' inputs. `bins`: where the score and the baseline fall. */
export type Evidence = {
  fallback: boolean;
  defaulted: number;
  features: number;
  score: { value: number; calibration: readonly CalibrationBin[] | undefined };
  baseline: { value: number; calibration: readonly CalibrationBin[] | undefined };
};

/** Widest interval and largest share of stand-ins that a level allows. */
const limits = { high: { width: 0.08, defaulted: 0.1 }, medium: { width: 0.2, defaulted: 0.5 } };

/** Width of the interval of the bin a value falls into; nobody knows where there is none: 1. */
const widthOf = ({ value, calibration = [] }: Evidence['score']): number => {
  const bin = calibration.find(({ from, to }) => value >= from && (value < to || to === 1));
  return bin ? bin.high - bin.low : 1;
};

/**
 * `high`: at most one input in ten stood in for and both intervals at most 0.08 wide; `medium`: at most half and 0.2; else, or if
 * a fallback scored, `low`.
 */
export const riskConfidence = (evidence: Evidence): Risk['confidence'] => {
  if (evidence.fallback || evidence.features === 0) return 'low';
  const width = Math.max(widthOf(evidence.score), widthOf(evidence.baseline));
  const defaulted = evidence.defaulted / evidence.features;
  const within = (limit: { width: number; defaulted: number }) => width <= limit.width && defaulted <= limit.defaulted;
  if (within(limits.high)) return 'high';
  return within(limits.medium) ? 'medium' : 'low';
};

/** Of contributions by feature, those that moved the score most; none that moved it by nothing. */
export const topContributions = (
  features: Readonly<Record<string, number>>,
  contributions: readonly number[],
  count = 5,
): Risk['top'] =>
  Object.entries(features)
    .map(([feature, value], place) => ({ feature, value, contribution: round(contributions[place] ?? 0) }))
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, count);

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
