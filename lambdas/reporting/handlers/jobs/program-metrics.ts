type SingleMetric = {
  addDimension(name: string, value: string): unknown;
  addMetric(name: string, unit: 'Count' | 'Seconds', value: number): void;
  setTimestamp(instant: number | Date): unknown;
};
/** What reports need of Powertools' Metrics. */
export type ProgramMetrics = { singleMetric(): SingleMetric };
