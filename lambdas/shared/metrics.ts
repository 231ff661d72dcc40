import { Metrics } from '@aws-lambda-powertools/metrics';

/** CloudWatch metrics by EMF. Namespace from POWERTOOLS_METRICS_NAMESPACE, dimension `service` by Powertools. */
export const metrics = new Metrics();

/** What a use case counts with: these metrics in Lambdas, a list in tests. */
export type CountMetrics = { addMetric(name: string, unit: 'Count' | 'Seconds', value: number): void };
