import type { RunningService } from '../kit/http-service.ts';
import { startSimulator } from '../kit/simulator.ts';
import { failureFor } from './invocation-errors.ts';
import { createInvocations } from './invocations.ts';
import { modelFolder } from './model-folder.ts';
import type { TrainingObjects } from './training-job.ts';
import { createTrainingJobs } from './training-jobs.ts';

/** `training`: where data and code of training jobs lie, and the Python that runs them; left out: no training jobs. */
type Options = {
  models: string;
  port: number;
  host?: string;
  training?: { objects: TrainingObjects; python: () => string };
};

/** Starts a SageMaker Runtime that serves the models of a folder, and the part of SageMaker that trains them. */
export const startSageMaker = ({ models, training, ...where }: Options): Promise<RunningService> => {
  const invocations = createInvocations(modelFolder(models));
  const trainingJobs = training && createTrainingJobs(training);
  return startSimulator({
    ...where,
    name: 'sagemaker',
    answer: (request) => trainingJobs?.(request) ?? invocations(request),
    failure: failureFor,
  });
};
