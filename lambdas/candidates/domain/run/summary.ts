// The whole run in numbers, added up from its chunks' counters.
import { totalDecisionCounts, totalSplitCounts, totalStoreCounts } from './add-counts.ts';
import { runCost } from './cost.ts';
import type { DecisionCounts, SplitCounts, StoreCounts } from './counts.ts';
import { passRateOf } from './judge.ts';

/** What the extract cost and took. */
type ExtractFigures = { queryId: string; bytesScanned: number; costUsd: number; seconds: number };

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

/** All that a run counted. `store` is left out in a dry run. `lambda`: billed seconds and memory in GB, for the cost. */
export type RunCounters = {
  extract: ExtractFigures;
  splits: readonly SplitCounts[];
  decisions: readonly DecisionCounts[];
  store?: readonly StoreCounts[];
  chunks: number;
  channels: number;
  seconds: Record<string, number>;
  lambda: { seconds: number; gb: number };
};

const costOf = (counters: RunCounters, totals: { decisions: DecisionCounts; written: number }) =>
  runCost({
    ...totals,
    athenaUsd: counters.extract.costUsd,
    chunks: counters.chunks,
    parts: counters.splits.length,
    channels: counters.channels,
    lambdaSeconds: counters.lambda.seconds,
    lambdaGb: counters.lambda.gb,
  });

/** Adds up a run. A dry run (no `store`) says how many it would have stored, and costs no writes. */
export const summarise = (counters: RunCounters): RunSummary => {
  const split = totalSplitCounts(counters.splits);
  const decisions = totalDecisionCounts(counters.decisions);
  const store = counters.store && totalStoreCounts(counters.store);
  const written = store ? store.inserted + store.refreshed : 0;
  return {
    extract: counters.extract,
    split,
    decisions,
    ...(store ? { store } : { wouldStore: decisions.passed }),
    passRate: passRateOf(decisions),
    cacheHitRate: decisions.cacheLookups === 0 ? 0 : decisions.cacheHits / decisions.cacheLookups,
    seconds: counters.seconds,
    costUsd: costOf(counters, { decisions, written }),
  };
};
