// The real SDK asks for a job; the job really trains, by the program that SageMaker would run.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packTar, unpackTar } from '../../../../lambdas/reporting/domain/models/tar.ts';
import type { RunningService } from '../kit/http-service.ts';
import { startSageMaker } from './server.ts';

const bucket = new Map<string, Uint8Array>();
const objects = {
  list: async (_bucket: string, prefix: string) => [...bucket.keys()].filter((key) => key.startsWith(prefix)),
  get: async (_bucket: string, key: string) => bucket.get(key) ?? new Uint8Array(),
  put: async (_bucket: string, key: string, body: Uint8Array) => void bucket.set(key, body),
};
let service: RunningService;
let client: SageMakerClient;
beforeAll(async () => {
  service = await startSageMaker({ models: 'models', port: 0, training: { objects, python: () => 'python3' } });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SageMakerClient({ endpoint: service.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

/** Stands in for the training program: tells what it was given. Python without packages, so that unit tests install none. */
const program = `
import json, os, pathlib
rows = sum(1 for path in pathlib.Path(os.environ["SM_CHANNEL_TRAIN"]).rglob("*") for line in path.open())
if rows == 0: raise SystemExit("nothing to learn from")
out = pathlib.Path(os.environ["SM_MODEL_DIR"])
(out / "model.json").write_text(json.dumps({"rows": rows, "parameters": json.loads(os.environ["SM_HPS"])}))
`;
type Resources = Partial<NonNullable<CreateTrainingJobCommandInput['ResourceConfig']>>;
const create = (name: string, train = 'data/', resources: Resources = {}) => {
  bucket.set('code/sourcedir.tar.gz', gzipSync(packTar({ 'program.py': Buffer.from(program) })));
  const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: `s3://b/${train}` } as const;
  return client.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: 'arn:aws:iam::000000000000:role/training',
      AlgorithmSpecification: { TrainingImage: 'xgboost', TrainingInputMode: 'File' },
      HyperParameters: {
        ...{ trees: '5', sagemaker_program: 'program.py' },
        sagemaker_submit_directory: 's3://b/code/sourcedir.tar.gz',
      },
      InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource } }],
      OutputDataConfig: { S3OutputPath: 's3://b/out/' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1, ...resources },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    }),
  );
};
const ended = (name: string) =>
  expect.poll(
    async () => (await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }))).TrainingJobStatus,
    { timeout: 20_000, interval: 100 },
  );

describe('a training job', () => {
  it('runs its program on its channels and leaves a model', async () => {
    bucket.set('data/1.jsonl', Buffer.from('{}\n{}\n'));
    bucket.set('data/2.jsonl', Buffer.from('{}\n'));
    await create('job-1');
    await ended('job-1').toBe('Completed');
    const { ModelArtifacts } = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'job-1' }));
    expect(ModelArtifacts?.S3ModelArtifacts).toBe('s3://b/out/job-1/output/model.tar.gz');
    const files = unpackTar(gunzipSync(bucket.get('out/job-1/output/model.tar.gz') as Uint8Array));
    expect(JSON.parse(String(files.get('model.json')))).toEqual({ rows: 3, parameters: { trees: '5' } });
  });

  it('that fails says why, in the program’s last words', async () => {
    bucket.set('empty/1.jsonl', Buffer.from(''));
    await create('job-2', 'empty/');
    await ended('job-2').toBe('Failed');
    const { FailureReason } = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'job-2' }));
    expect(FailureReason).toContain('nothing to learn from');
  });

  it('has its volume encrypted by a key, unless its instances encrypt disks of their own', async () => {
    const VolumeKmsKeyId = 'arn:aws:kms:us-east-1:000000000000:key/k-1';
    await create('job-4', 'data/', { VolumeKmsKeyId });
    for (const InstanceType of ['ml.g4dn.xlarge', 'ml.g5.xlarge', 'ml.p4d.24xlarge'] as const)
      await expect(create('job-5', 'data/', { InstanceType, VolumeKmsKeyId })).rejects.toThrow(/local storage/);
    await create('job-5', 'data/', { InstanceType: 'ml.g4dn.xlarge' });
    await ended('job-5').not.toBe('InProgress');
  });

  it('exists once; one that does not is not found', async () => {
    bucket.set('data/1.jsonl', Buffer.from('{}\n'));
    await create('job-3');
    await expect(create('job-3')).rejects.toMatchObject({ name: 'ResourceInUse' });
    const nobody = client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'nobody' }));
    await expect(nobody).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await ended('job-3').toBe('Completed');
  });
});

it('the training program is Python that can be run', () => {
  const source = readFileSync('scripts/train/entry/retrain.py', 'utf8');
  expect(() =>
    execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: source }),
  ).not.toThrow();
});
