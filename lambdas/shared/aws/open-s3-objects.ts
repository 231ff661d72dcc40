import { s3Client } from './s3-client.ts';
import { type Objects, s3Objects } from './s3-objects.ts';

/** What lazy-s3-objects.ts loads, with all of S3's SDK. */
export const openS3Objects = (bucket: string): Objects => s3Objects(s3Client(), bucket);
