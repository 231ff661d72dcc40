import type { DecisionRecord, Score } from '../decision.ts';
import { HISTOGRAM_BINS, noDecisionCounts } from './add-counts.ts';
import type { DecisionCounts } from './counts.ts';
import { count } from './tally.ts';

const countScore = (counts: DecisionCounts, { value, band, scoredBy, fallback, cached, defaulted }: Score): void => {
  const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(value * HISTOGRAM_BINS));
  counts.histogram[bin] = (counts.histogram[bin] ?? 0) + 1;
  count(counts.bands, band);
  count(counts.scoredBy, scoredBy);
  if (fallback) counts.fallbackScored++;
  if (cached) counts.cacheHits++;
  for (const feature of defaulted) count(counts.defaulted, feature);
};

/**
 * Counts one chunk's records after Filter and Score. A score of exactly 1 falls into the last bin.
 * @param seen `duplicates`: rows that Filter dropped; `cacheLookups`: keys asked of the score cache
 */
export const countDecisions = (
  records: readonly DecisionRecord[],
  seen: { duplicates: number; cacheLookups: number },
): DecisionCounts => {
  const counts = noDecisionCounts();
  for (const { outcome, rejectedBy, reason, score } of records) {
    if (outcome === 'rejected') {
      count(counts.rejectedBy, rejectedBy ?? 'unknown');
      count(counts.reasons, reason ?? 'unknown');
    } else counts.passed++;
    if (score) countScore(counts, score);
  }
  counts.candidates = records.length;
  counts.duplicates = seen.duplicates;
  counts.rows = records.length + seen.duplicates;
  counts.cacheLookups = seen.cacheLookups;
  return counts;
};
