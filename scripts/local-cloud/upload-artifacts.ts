// Lambda code goes to S3 first: uploaded with each function it takes LocalStack five seconds a function, from S3 half a second.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { region } from './addresses.ts';
import { sdkCallsFile } from './localstack-environment.ts';
import { repository } from './paths.ts';
import { callsWithout } from './sdk-calls.ts';

/** dist/artifacts.json; keys are made of the content, so what is there needs no upload. */
type Artifacts = Record<string, { key: string; hash: string; bytes: number }>;

const readArtifacts = (): Artifacts =>
  JSON.parse(readFileSync(join(repository, 'dist/artifacts.json'), 'utf8')) as Artifacts;

const ensureBucket = async (s3: S3Client, bucket: string): Promise<void> => {
  try {
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('BucketAlready'))) throw error;
  }
};

/** What a function's earlier code asked of AWS says nothing about its new code. */
const forgetCallsOf = (names: string[]): void => {
  if (names.length > 0 && existsSync(sdkCallsFile))
    writeFileSync(sdkCallsFile, callsWithout(readFileSync(sdkCallsFile, 'utf8'), names));
};

/** Uploads the zips that the bucket lacks, and makes the bucket if need be. @returns a line for people */
export const uploadArtifacts = async (endpoint: string, bucket: string): Promise<string> => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await ensureBucket(s3, bucket);
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const there = new Set((listed.Contents ?? []).map(({ Key }) => Key));
  const missing = Object.entries(readArtifacts()).filter(([, { key }]) => !there.has(key));
  for (const [name, { key }] of missing) {
    const body = readFileSync(join(repository, 'dist/lambdas', `${name}.zip`));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  }
  s3.destroy();
  forgetCallsOf(missing.map(([name]) => name));
  return `${missing.length} uploaded`;
};
