import type { RunSummary } from '../domain/run/summary.ts';

type Unit = 'Count' | 'Bytes' | 'Seconds' | 'None';
/** What steps need of Powertools' Metrics. */
export type RunMetrics = {
  addDimensions(dimensions: Record<string, string>): unknown;
  addMetric(name: string, unit: Unit, value: number): void;
};

/** Figures of a run by name, as CloudWatch metrics (EMF): by service for alarms, and by service and program. */
export const reportRun = (metrics: RunMetrics, program: string, figures: Record<string, number>): void => {
  // Each call makes a set of its own beside Powertools' `service`; with one set, nothing would be emitted by service alone.
  metrics.addDimensions({});
  metrics.addDimensions({ program });
  for (const [name, value] of Object.entries(figures)) metrics.addMetric(name, unitOf(name), value);
};

const unitOf = (name: string): Unit => {
  if (name === 'BytesScanned') return 'Bytes';
  if (name === 'DurationSeconds') return 'Seconds';
  return name.startsWith('CostUsd') || name.endsWith('Rate') || name.endsWith('Share') ? 'None' : 'Count';
};

/** What dashboard and alarms look at. `RejectedBy_<filter>`: candidates, by the filter that rejected them. */
export const figuresOf = (summary: RunSummary): Record<string, number> => {
  const { split, decisions, store, extract } = summary;
  const rejected = Object.entries(decisions.rejectedBy).map(([filter, n]) => [`RejectedBy_${filter}`, n]);
  return {
    RowsRead: split.rows,
    RowsRejected: split.rejected,
    RejectShare: split.rows === 0 ? 0 : split.rejected / split.rows,
    CandidatesSeen: decisions.candidates,
    CandidatesPassed: decisions.passed,
    PassRate: summary.passRate,
    ...Object.fromEntries(rejected),
    ...(store && { CandidatesStored: store.inserted + store.refreshed, CandidatesUnchanged: store.unchanged }),
    FallbackScored: decisions.fallbackScored,
    CacheHitRate: summary.cacheHitRate,
    BytesScanned: extract.bytesScanned,
    CostUsd: Object.values(summary.costUsd).reduce((sum, cost) => sum + cost, 0),
    DurationSeconds: summary.seconds.total ?? 0,
    RunsCompleted: 1,
  };
};
