// Sums of counters: associative and commutative, with an empty element each, so that any grouping of chunks agrees.
import type { DecisionCounts, SplitCounts, StoreCounts } from './counts.ts';
import { addTallies } from './tally.ts';

export const HISTOGRAM_BINS = 20;

const noSplitCounts = (): SplitCounts => ({ rows: 0, accepted: 0, rejected: 0, reasons: {} });
const noStoreCounts = (): StoreCounts => ({ inserted: 0, refreshed: 0, unchanged: 0 });
export const noDecisionCounts = (): DecisionCounts => ({
  rows: 0,
  duplicates: 0,
  candidates: 0,
  passed: 0,
  rejectedBy: {},
  reasons: {},
  bands: {},
  histogram: Array.from({ length: HISTOGRAM_BINS }, () => 0),
  scoredBy: {},
  fallbackScored: 0,
  cacheHits: 0,
  cacheLookups: 0,
  defaulted: {},
});

export const addSplitCounts = (a: SplitCounts, b: SplitCounts): SplitCounts => ({
  rows: a.rows + b.rows,
  accepted: a.accepted + b.accepted,
  rejected: a.rejected + b.rejected,
  reasons: addTallies(a.reasons, b.reasons),
  ...((a.drift ?? b.drift) && { drift: [...new Set([...(a.drift ?? []), ...(b.drift ?? [])])].sort() }),
});

const addStoreCounts = (a: StoreCounts, b: StoreCounts): StoreCounts => ({
  inserted: a.inserted + b.inserted,
  refreshed: a.refreshed + b.refreshed,
  unchanged: a.unchanged + b.unchanged,
});

export const addDecisionCounts = (a: DecisionCounts, b: DecisionCounts): DecisionCounts => ({
  rows: a.rows + b.rows,
  duplicates: a.duplicates + b.duplicates,
  candidates: a.candidates + b.candidates,
  passed: a.passed + b.passed,
  rejectedBy: addTallies(a.rejectedBy, b.rejectedBy),
  reasons: addTallies(a.reasons, b.reasons),
  bands: addTallies(a.bands, b.bands),
  histogram: a.histogram.map((inBin, bin) => inBin + (b.histogram[bin] ?? 0)),
  scoredBy: addTallies(a.scoredBy, b.scoredBy),
  fallbackScored: a.fallbackScored + b.fallbackScored,
  cacheHits: a.cacheHits + b.cacheHits,
  cacheLookups: a.cacheLookups + b.cacheLookups,
  defaulted: addTallies(a.defaulted, b.defaulted),
});

export const totalSplitCounts = (all: readonly SplitCounts[]): SplitCounts =>
  all.reduce(addSplitCounts, noSplitCounts());
export const totalStoreCounts = (all: readonly StoreCounts[]): StoreCounts =>
  all.reduce(addStoreCounts, noStoreCounts());
export const totalDecisionCounts = (all: readonly DecisionCounts[]): DecisionCounts =>
  all.reduce(addDecisionCounts, noDecisionCounts());
