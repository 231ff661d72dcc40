import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { clientConfig } from './client-config.ts';

/** One retry only: the breaker and the fallback stand behind it. */
export const sageMakerClient = (): SageMakerRuntimeClient => new SageMakerRuntimeClient(clientConfig(10_000, 2));
