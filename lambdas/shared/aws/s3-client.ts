import { S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from './client-config.ts';

/** Path-style addresses on a local endpoint, where bucket names are no host names. */
export const s3Client = (): S3Client =>
  new S3Client({
    ...clientConfig(30_000),
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
  });
