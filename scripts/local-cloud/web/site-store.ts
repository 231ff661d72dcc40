// Where the files of the pages come from: the site's bucket, as CloudFront does; or dist/web, before anything is deployed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Site } from '../../build/web.ts';
import { region } from '../addresses.ts';

type StoredFile = { body: Uint8Array; contentType: string; cacheControl: string };
/** @param path such as `index.html`; nothing when there is no such file */
export type SiteStore = (path: string) => Promise<StoredFile | undefined>;

/** @param bucket names the site's bucket; nothing before the first deployment */
export const bucketSite = (endpoint: string, bucket: () => Promise<string | undefined>): SiteStore => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  return async (path) => {
    const Bucket = await bucket();
    if (!Bucket) return undefined;
    try {
      const object = await s3.send(new GetObjectCommand({ Bucket, Key: path }));
      const body = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
      return { body, contentType: object.ContentType ?? '', cacheControl: object.CacheControl ?? '' };
    } catch (error) {
      if (error instanceof Error && ['NoSuchKey', 'NoSuchBucket'].includes(error.name)) return undefined;
      throw error;
    }
  };
};

/** @param dist the folder with web/ and web.json in it, after a build */
export const folderSite = (dist: string): SiteStore => {
  const site = readFile(join(dist, 'web.json'), 'utf8').then((text) => JSON.parse(text) as Site);
  return async (path) => {
    const file = (await site).files[path];
    return file && { ...file, body: await readFile(join(dist, 'web', path)) };
  };
};
