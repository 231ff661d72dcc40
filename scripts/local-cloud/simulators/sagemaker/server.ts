import type { RunningService } from '../kit/http-service.ts';
import { startSimulator } from '../kit/simulator.ts';
import { failureFor } from './invocation-errors.ts';
import { createInvocations } from './invocations.ts';
import { modelFolder } from './model-folder.ts';

/** Starts a SageMaker Runtime that serves the models of a folder. */
export const startSageMaker = ({
  models,
  ...where
}: {
  models: string;
  port: number;
  host?: string;
}): Promise<RunningService> =>
  startSimulator({ ...where, name: 'sagemaker', answer: createInvocations(modelFolder(models)), failure: failureFor });
