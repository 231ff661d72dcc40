import { logger } from '../../../shared/logger.ts';
import { finishStepSchema, parseStep } from './step-inputs.ts';

/** `cause`: which programs failed, for the execution's end. */
export type JobEnd = { day: string; done: number; failed: number; cause: string };

/** Counts what became of a job's programs. One that failed has its own failure record, the others are done. */
export const finishJob =
  (job: string) =>
  async (event: unknown): Promise<JobEnd> => {
    const { plan, results } = parseStep(job, finishStepSchema, event);
    const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ programId }) => programId);
    const done = results.length - failed.length;
    logger.info('job finished', { job, day: plan.day, done, failed });
    const cause = `${failed.join(', ')}: see reports/failures/${job}/ in the data bucket, it says what to do`;
    return { day: plan.day, done, failed: failed.length, cause };
  };
