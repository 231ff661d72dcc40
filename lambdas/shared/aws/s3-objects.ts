// The few things Herald does with S3 objects, over one bucket.
import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { asTransient } from './transient.ts';

export type Objects = {
  bucket: string;
  /** Absent: undefined. */
  get(key: string): Promise<Buffer | undefined>;
  stream(key: string): Promise<Readable>;
  put(key: string, body: Buffer | string, contentType?: string): Promise<void>;
  /** Keys under a prefix, in S3's order (by UTF-8). */
  list(prefix: string): Promise<string[]>;
  /** The folders right under a prefix, each with its trailing slash. */
  folders(prefix: string): Promise<string[]>;
  removeAll(prefix: string): Promise<void>;
};

/** @param client shared S3 client @param bucket name of the data bucket */
export const s3Objects = (client: S3Client, bucket: string): Objects => {
  const list = async (prefix: string): Promise<string[]> => {
    const keys: string[] = [];
    for await (const page of pages(client, bucket, { prefix }))
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key as string));
    return keys;
  };
  return {
    bucket,
    list,
    get: async (key) => {
      try {
        return await asTransient(`read s3://${bucket}/${key}`, async () => {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
          return Buffer.from(await (Body as NonNullable<typeof Body>).transformToByteArray());
        });
      } catch (error) {
        // Without s3:ListBucket S3 answers AccessDenied, not NoSuchKey, for an object that is not there.
        if (error instanceof Error && ['NoSuchKey', 'AccessDenied'].includes(error.name)) return undefined;
        throw error;
      }
    },
    stream: (key) =>
      asTransient(`open s3://${bucket}/${key}`, async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return Body as Readable;
      }),
    put: async (key, body, contentType = 'application/json') => {
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType });
      await asTransient(`write s3://${bucket}/${key}`, () => client.send(command));
    },
    folders: async (prefix) => {
      const folders: string[] = [];
      for await (const page of pages(client, bucket, { prefix, delimiter: '/' }))
        folders.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix as string));
      return folders;
    },
    removeAll: async (prefix) => {
      const keys = await list(prefix);
      for (let from = 0; from < keys.length; from += 1_000) {
        const batch = keys.slice(from, from + 1_000).map((Key) => ({ Key }));
        const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: batch, Quiet: true } });
        await asTransient(`delete objects of s3://${bucket}/${prefix}`, () => client.send(command));
      }
    },
  };
};

async function* pages(client: S3Client, bucket: string, { prefix, delimiter }: { prefix: string; delimiter?: string }) {
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: delimiter,
      ContinuationToken: token,
    });
    const page = await asTransient(`list s3://${bucket}/${prefix}`, () => client.send(command));
    yield page;
    token = page.NextContinuationToken;
  } while (token);
}
