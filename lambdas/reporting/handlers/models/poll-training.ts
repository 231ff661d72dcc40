import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';
import type { TrainingJobs } from '../../ports.ts';
import { parseModelStep } from './model-steps.ts';

const stepInput = z.object({ job: z.string() });

/** Whether the training job is done, and where its model lies. @throws InvalidInputError when it failed: trying again is no help */
export const createPollTraining =
  ({ jobs }: { jobs: Pick<TrainingJobs, 'state'> }) =>
  async (event: unknown): Promise<{ state: 'running' } | { state: 'done'; artifact: string }> => {
    const { job } = parseModelStep(stepInput, event);
    const found = await jobs.state(job);
    if (found.state !== 'failed') return found;
    throw new InvalidInputError(`Training job ${job} failed: ${found.reason}`, {
      whatToDo: 'Read the job’s log in CloudWatch (/aws/sagemaker/TrainingJobs), correct its cause, start anew.',
    });
  };
