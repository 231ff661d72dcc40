import { Metrics } from '@aws-lambda-powertools/metrics';

/** CloudWatch metrics by EMF. Namespace from POWERTOOLS_METRICS_NAMESPACE, dimension `service` by Powertools. */
export const metrics = new Metrics();
