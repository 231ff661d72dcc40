import type { WindowTotals } from '../../domain/records.ts';

type SingleMetric = {
  addDimension(name: string, value: string): unknown;
  addMetric(name: string, unit: 'Count', value: number): void;
};
/** What it needs of Powertools' Metrics. */
export type WindowMetrics = { singleMetric(): SingleMetric };

/** `SalesAnnounced`, `SalesSkipped` (of them `SalesSuppressed`), `SalesFailed`, `SalesLeftOver`, `RemindersAsked`, by program. */
export const reportWindow = (
  metrics: WindowMetrics,
  programId: string,
  {
    totals,
    failed,
    suppressed,
    leftOver,
  }: { totals: WindowTotals; failed: number; suppressed: number; leftOver: number },
): void => {
  const figures = {
    SalesAnnounced: totals.sales - totals.skipped - failed,
    SalesSkipped: totals.skipped,
    SalesSuppressed: suppressed,
    SalesFailed: failed,
    SalesLeftOver: leftOver,
    RemindersAsked: Object.values(totals.outcomes).reduce((sum, n) => sum + n, 0),
  };
  for (const [name, value] of Object.entries(figures)) {
    const metric = metrics.singleMetric();
    metric.addDimension('program', programId);
    metric.addMetric(name, 'Count', value);
  }
};
