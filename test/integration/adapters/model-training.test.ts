// A training job on the simulated SageMaker, which really runs the program that SageMaker would: started, waited for, judged.
import { readFileSync } from 'node:fs';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, expect, it } from 'vitest';
import { memoryScoringProviders } from '../../../lambdas/candidates/adapters/memory-scoring-providers.ts';
import { sagemakerTrainingJobs } from '../../../lambdas/reporting/adapters/sagemaker-training-jobs.ts';
import { trainingFolder } from '../../../lambdas/reporting/domain/models/training-keys.ts';
import { createJudgeModel } from '../../../lambdas/reporting/handlers/models/judge-model.ts';
import { createPollTraining } from '../../../lambdas/reporting/handlers/models/poll-training.ts';
import { createStartTraining } from '../../../lambdas/reporting/handlers/models/start-training.ts';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { putTrainingSet } from '../../support/a-training.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';
import { uniqueId } from '../../support/test-programs.ts';

const training = { modelId: 'churn-risk-v3', day: '2026-11-22', execution: uniqueId('arn') };
const files = s3Objects(s3, pick(outputs.buckets, 'data'));
const jobs = sagemakerTrainingJobs({
  client: new SageMakerClient(localClient(outputs, pick(outputs.endpoints.simulators, 'sagemaker'))),
  ...{ bucket: files.bucket, image: 'xgboost', instance: 'ml.m5.large' },
  ...{ roleArn: 'arn:aws:iam::000000000000:role/training', kmsKeyArn: 'arn:aws:kms:us-east-1:000000000000:key/none' },
});
/** The model with all but its first two trees taken off: easily beaten. */
const worse = () => {
  const model = JSON.parse(readFileSync('models/churn-risk-v3/model.json', 'utf8'));
  const { model: booster } = model.learner.gradient_booster;
  booster.trees = booster.trees.slice(0, 2);
  return model;
};
const spec = JSON.parse(readFileSync('models/churn-risk-v3/features.json', 'utf8'));
const providers = memoryScoringProviders({ models: [{ spec, model: worse() }] });

afterAll(() => files.removeAll(trainingFolder(training)));

it('learns from decisions and outcomes what a model that learned little does not know', async () => {
  await putTrainingSet(files, training);
  const { job } = await createStartTraining({ files, jobs, providers })({ training });
  const poll = createPollTraining({ jobs });
  await expect.poll(async () => (await poll({ job })).state, { timeout: 150_000, interval: 1_000 }).toBe('done');
  const done = await poll({ job });
  const artifact = done.state === 'done' ? done.artifact : '';
  const verdict = await createJudgeModel({ files, providers, random: Math.random })({ training, artifact });
  expect(verdict).toMatchObject({ better: true });
}, 180_000);
