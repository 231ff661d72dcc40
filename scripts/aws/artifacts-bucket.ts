import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

type Artifacts = Record<string, { key: string }>;

const isThere = async (ask: () => Promise<unknown>): Promise<boolean> => {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof Error && ['NotFound', 'NoSuchBucket', 'NoSuchKey'].includes(error.name)) return false;
    throw error;
  }
};

/** Makes the bucket for code if it is absent, and makes sure that it is private, encrypted and versioned. */
export const ensureArtifactsBucket = async (s3: S3Client, bucket: string, region: string): Promise<void> => {
  if (!(await isThere(() => s3.send(new HeadBucketCommand({ Bucket: bucket })))))
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket,
        // us-east-1 is S3's default and the one region it refuses to hear by name.
        ...(region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
      }),
    );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket: bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true }],
      },
    }),
  );
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
};

/** Uploads the zips of `<dist>/artifacts.json` that are not there yet: keys are made of content. @returns how many */
export const uploadArtifacts = async (s3: S3Client, bucket: string, dist: string): Promise<number> => {
  const artifacts = JSON.parse(await readFile(join(dist, 'artifacts.json'), 'utf8')) as Artifacts;
  let uploaded = 0;
  for (const [name, { key: Key }] of Object.entries(artifacts)) {
    if (await isThere(() => s3.send(new HeadObjectCommand({ Bucket: bucket, Key })))) continue;
    const Body = await readFile(join(dist, 'lambdas', `${name}.zip`));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/zip' }));
    uploaded += 1;
  }
  return uploaded;
};
