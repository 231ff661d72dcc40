// SageMaker as a process: its runtime, and training jobs. PORT; MODELS (a folder, the repository's models/ unless given);
// AWS_ENDPOINT_URL (LocalStack's S3).
import { fileURLToPath } from 'node:url';
import { pythonEnvironment } from '../../../train/python-environment.ts';
import { closeOnSignal } from '../kit/http-service.ts';
import { startSageMaker } from './server.ts';
import { s3TrainingObjects } from './training-objects.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const models = process.env.MODELS ?? here('../../../../models');
const service = await startSageMaker({
  models,
  port: Number(process.env.PORT ?? 4801),
  training: {
    objects: s3TrainingObjects(process.env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1:4566'),
    python: () => pythonEnvironment(here('../../../train/requirements.lock')),
  },
});
console.log(`sagemaker: listening on ${service.url}, models from ${models}`);
closeOnSignal(service);
