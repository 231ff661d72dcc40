import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { TrainingObjects } from './training-job.ts';

/** @param endpoint of the S3 that holds training data */
export const s3TrainingObjects = (endpoint: string): TrainingObjects => {
  const client = new S3Client({ endpoint, forcePathStyle: true });
  return {
    list: async (Bucket, Prefix) => {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
        keys.push(...(page.Contents ?? []).map(({ Key }) => Key as string));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return keys;
    },
    get: async (Bucket, Key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return (Body as NonNullable<typeof Body>).transformToByteArray();
    },
    put: async (Bucket, Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
  };
};
