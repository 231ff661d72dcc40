// The warehouse belongs to the customer, so Terraform does not own its bucket or tables: the seed plays the customer.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';

type Bucket = { s3: S3Client; bucket: string };

/** Makes the bucket if nobody has yet. */
export const ensureBucket = async ({ s3, bucket }: Bucket): Promise<void> => {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof Error) || !['NotFound', 'NoSuchBucket'].includes(error.name)) throw error;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  }
};

const clear = async ({ s3, bucket }: Bucket, prefix: string): Promise<void> => {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    const objects = (page.Contents ?? []).map(({ Key }) => ({ Key }));
    if (objects.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects } }));
  }
};

/** Replaces the warehouse's objects by those under `<folder>/warehouse/`. `keys`: relative to it. */
export const uploadWarehouse = async (target: Bucket, folder: string, keys: readonly string[]): Promise<void> => {
  const prefixes = new Set(keys.map((key) => `${key.split('/')[0]}/`));
  for (const prefix of prefixes) await clear(target, prefix);
  for (const key of keys) {
    const path = join(folder, 'warehouse', key);
    const { size } = await stat(path);
    const body = { Body: createReadStream(path), ContentLength: size };
    await target.s3.send(new PutObjectCommand({ Bucket: target.bucket, Key: key, ...body }));
  }
};
