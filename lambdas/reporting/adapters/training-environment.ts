import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { clientConfig } from '../../shared/aws/aws-clients.ts';

const name = z.string().min(1);

/** Where and as whom training jobs run (terraform/modules/reporting/training.tf). */
export const trainingEnvironment = {
  TRAINING_IMAGE: name,
  TRAINING_INSTANCE: name,
  TRAINING_ROLE: name,
  TRAINING_KMS_KEY: name,
};

type Environment = Record<keyof typeof trainingEnvironment | 'BUCKET_DATA', string>;

export const trainingOptions = (env: Environment) => ({
  client: new SageMakerClient(clientConfig(10_000)),
  bucket: env.BUCKET_DATA,
  image: env.TRAINING_IMAGE,
  instance: env.TRAINING_INSTANCE,
  roleArn: env.TRAINING_ROLE,
  kmsKeyArn: env.TRAINING_KMS_KEY,
});
