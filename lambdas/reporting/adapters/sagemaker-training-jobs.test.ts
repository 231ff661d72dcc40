import type { CreateTrainingJobCommandInput, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { expect, it } from 'vitest';
import { sagemakerTrainingJobs } from './sagemaker-training-jobs.ts';

const kmsKeyArn = 'arn:aws:kms:us-east-1:000000000000:key/k-1';
const job = {
  ...{ name: 'herald-churn-risk-v3-1', train: 't/train/', specification: 't/spec/', output: 't/out/' },
  ...{ code: 't/code/sourcedir.tar.gz', program: 'retrain.py', parameters: { trees: '100' } },
};

/** What the adapter asks SageMaker for. */
const requested = async (): Promise<CreateTrainingJobCommandInput> => {
  const sent: CreateTrainingJobCommandInput[] = [];
  const send = async ({ input }: { input: CreateTrainingJobCommandInput }) => void sent.push(input);
  const place = { bucket: 'data', image: 'xgboost', instance: 'ml.m5.large', roleArn: 'arn:role' };
  await sagemakerTrainingJobs({ client: { send } as unknown as SageMakerClient, ...place, kmsKeyArn }).start(job);
  return sent[0] as CreateTrainingJobCommandInput;
};

it('has the volume that customers’ rows lie on encrypted with our key, as what comes out of it', async () => {
  const { ResourceConfig, OutputDataConfig } = await requested();
  expect(ResourceConfig).toMatchObject({ InstanceType: 'ml.m5.large', VolumeKmsKeyId: kmsKeyArn });
  expect(OutputDataConfig).toEqual({ S3OutputPath: 's3://data/t/out/', KmsKeyId: kmsKeyArn });
});
