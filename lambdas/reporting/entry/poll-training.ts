import * as z from 'zod';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { sagemakerTrainingJobs } from '../adapters/sagemaker-training-jobs.ts';
import { trainingEnvironment, trainingOptions } from '../adapters/training-environment.ts';
import { createPollTraining } from '../handlers/models/poll-training.ts';

const environment = z.object({ BUCKET_DATA: z.string().min(1), ...trainingEnvironment });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  return createPollTraining({ jobs: sagemakerTrainingJobs(trainingOptions(env)) });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
