/** What handlers need of Powertools' Metrics. */
export type CountMetrics = { addMetric(name: string, unit: 'Count', value: number): void };
