import type { DecisionCounts, SplitCounts, StoreCounts } from './counts.ts';

/** What the extract cost and took. */
export type ExtractFigures = { queryId: string; bytesScanned: number; costUsd: number; seconds: number };

/** The whole run in numbers; stored, sent as metrics, shown by `make demo`. `store` is absent in a dry run. */
export type RunSummary = {
  extract: ExtractFigures;
  split: SplitCounts;
  decisions: DecisionCounts;
  store?: StoreCounts;
  /** In a dry run: how many would have been stored. */
  wouldStore?: number;
  passRate: number;
  cacheHitRate: number;
  seconds: Record<string, number>;
  costUsd: Record<string, number>;
};
