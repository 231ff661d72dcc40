/** What the use cases count with: Powertools' Metrics in Lambdas, a list in tests. */
export type CountMetrics = { addMetric(name: string, unit: 'Count' | 'Seconds', value: number): void };
