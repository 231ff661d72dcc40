// SageMaker Runtime as a process. PORT; MODELS (a folder, the repository's models/ unless given).
import { fileURLToPath } from 'node:url';
import { closeOnSignal } from '../kit/http-service.ts';
import { startSageMaker } from './server.ts';

const models = process.env.MODELS ?? fileURLToPath(new URL('../../../../models', import.meta.url));
const service = await startSageMaker({ models, port: Number(process.env.PORT ?? 4801) });
console.log(`sagemaker: listening on ${service.url}, models from ${models}`);
closeOnSignal(service);
