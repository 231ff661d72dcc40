import { describe, expect, it } from 'vitest';
import { recordingMetrics } from '../../../test/support/recording-metrics.ts';
import { fixedClock } from '../../shared/clock.ts';
import { memoryReportFiles } from '../adapters/memory-report-files.ts';
import { createRecordJobFailure } from './record-job-failure.ts';

const event = {
  ...{ job: 'churn-report', step: 'CollectCases', input: { day: '2026-11-20' }, item: 'predictive-issue-resolution' },
  state: { error: { Error: 'TransientError', Cause: '{"errorMessage":"Table issues is throttled"}' } },
  execution: { arn: 'arn:aws:states:us-east-1:1:execution:m:run-1' },
};
const setUp = (files = memoryReportFiles()) => {
  const metrics = recordingMetrics();
  const record = createRecordJobFailure({ files, metrics, clock: fixedClock('2026-11-21T06:00:00Z') });
  return { files, metrics, record };
};

describe('a failed job', () => {
  it('leaves what happened, to what, and what to do', async () => {
    const { files, metrics, record } = setUp();
    await record(event);
    expect(await files.getJson('reports/failures/churn-report/run-1.predictive-issue-resolution.json')).toMatchObject({
      ...{ job: 'churn-report', step: 'CollectCases', error: 'TransientError', cause: 'Table issues is throttled' },
      ...{ input: { day: '2026-11-20' }, item: 'predictive-issue-resolution', at: '2026-11-21T06:00:00.000Z' },
      whatToDo: expect.stringContaining('start the day again'),
    });
    expect(metrics.recorded).toEqual([{ name: 'JobsFailed', value: 1, dimensions: { job: 'churn-report' } }]);
  });

  it('ends with its own error though the record cannot be written', async () => {
    const broken = { ...memoryReportFiles(), putJson: () => Promise.reject(new Error('S3 is away')) };
    expect(await setUp(broken).record(event)).toMatchObject({ error: 'TransientError' });
  });

  it.each([undefined, null, 'text', 7, { state: 1, execution: 2, job: [] }])(
    'never throws, whatever it gets: %j',
    async (odd) => {
      expect(await setUp().record(odd)).toMatchObject({ error: 'UnknownError' });
    },
  );
});
