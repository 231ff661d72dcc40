import { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, it } from 'vitest';
import { reportRun } from './run-metrics.ts';

describe('reportRun', () => {
  it('emits figures by service, as the alarms over all programs ask, and by service and program', () => {
    const metrics = new Metrics({ namespace: 'Herald', serviceName: 'summarise-run' });
    reportRun(metrics, 'product-reviews', { RejectShare: 0.2 });
    const emitted = metrics.serializeMetrics();
    expect(emitted._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['service'], ['service', 'program']]);
    expect(emitted).toMatchObject({ service: 'summarise-run', program: 'product-reviews', RejectShare: 0.2 });
  });
});
