// Counters of a run's stages. They only add up, so that any grouping of chunks gives the same totals.

/** What split counted in one part of the extract. `drift`: columns missing or retyped in every row, in words. */
export type SplitCounts = {
  rows: number;
  accepted: number;
  rejected: number;
  reasons: Record<string, number>;
  drift?: string[];
};

/** What Filter and Score counted in one chunk. `candidates` = `duplicates`-free input; it equals rejected + passed. */
export type DecisionCounts = {
  rows: number;
  duplicates: number;
  candidates: number;
  passed: number;
  rejectedBy: Record<string, number>;
  reasons: Record<string, number>;
  bands: Record<string, number>;
  /** Twenty equal bins over 0–1. */
  histogram: number[];
  scoredBy: Record<string, number>;
  fallbackScored: number;
  cacheHits: number;
  cacheLookups: number;
  defaulted: Record<string, number>;
};

/** What Store counted. `passed` of the run = inserted + refreshed + unchanged. */
export type StoreCounts = { inserted: number; refreshed: number; unchanged: number };
