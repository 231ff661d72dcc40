import * as z from 'zod';
import { type CaughtError, explainFailure, type RunFailure } from '../../candidates/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { failureKey } from '../domain/jobs/report-keys.ts';
import type { ReportFiles } from '../ports.ts';
import type { ProgramMetrics } from './jobs/program-metrics.ts';

export type RecordJobFailureDeps = { files: Pick<ReportFiles, 'putJson'>; clock: Clock; metrics: ProgramMetrics };

// Every field forgives: a failure whose record fails would be lost.
const text = z.string().optional().catch(undefined);
const failureInput = z.object({
  job: z.string().catch('unknown'),
  step: text,
  state: z.object({ error: z.object({ Error: text, Cause: text }).catch({}) }).catch({ error: {} }),
  /** The program, or table, whose part of the job failed; the others go on. */
  item: text,
  input: z.unknown(),
  execution: z.object({ arn: z.string() }).catch({ arn: 'unknown' }),
});

/** Leaves reports/failures/<job>/<execution>[.<item>].json that says what to do, a metric and a log line. Never throws. */
export const createRecordJobFailure =
  ({ files, clock, metrics }: RecordJobFailureDeps) =>
  async (event: unknown): Promise<RunFailure> => {
    const { job, step, state, item, input, execution } = failureInput
      .catch({ job: 'unknown', state: { error: {} }, input: undefined, execution: { arn: 'unknown' } })
      .parse(event);
    const failure = explainFailure(step ?? 'unknown step', state.error as CaughtError);
    const record = { job, at: clock.now().toISOString(), execution: execution.arn, input, ...failure };
    logger.error('job failed', { job, execution: execution.arn, item, ...failure });
    countFailure(metrics, job);
    try {
      await files.putJson(failureKey(job, execution.arn, item), { ...record, ...(item !== undefined && { item }) });
    } catch (problem) {
      logger.error('could not record the failed job', { job, cause: messageOf(problem) });
    }
    return failure;
  };

const countFailure = (metrics: ProgramMetrics, job: string): void => {
  const metric = metrics.singleMetric();
  metric.addDimension('job', job);
  metric.addMetric('JobsFailed', 'Count', 1);
};
