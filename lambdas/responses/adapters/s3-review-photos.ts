// Photos in the data bucket: reviews/photos/incoming/<review id>/<photo id>, then reviews/photos/<review id>/<n>.
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { asTransient } from '../../shared/aws/transient.ts';
import type { ReviewPhotos } from '../ports.ts';

type Options = { client: S3Client; bucket: string };
const uploadSeconds = 600;
const incomingKey = ({ reviewId, photoId }: { reviewId: string; photoId: string }): string =>
  `reviews/photos/incoming/${reviewId}/${photoId}`;

export const s3ReviewPhotos = ({ client, bucket: Bucket }: Options): ReviewPhotos => ({
  upload: async ({ contentType, bytes, ...photo }) => {
    const { url, fields } = await createPresignedPost(client, {
      ...{ Bucket, Key: incomingKey(photo), Expires: uploadSeconds },
      Fields: { 'Content-Type': contentType },
      Conditions: [['content-length-range', bytes, bytes]],
    });
    return { url, fields };
  },
  incoming: async ({ mostBytes, ...photo }) => {
    const Key = incomingKey(photo);
    try {
      return await asTransient('read an uploaded photo', async () => {
        const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (ContentLength <= mostBytes) return Body?.transformToByteArray();
        (Body as { destroy?: () => void } | undefined)?.destroy?.();
        return undefined;
      });
    } catch (error) {
      // Without s3:ListBucket S3 answers AccessDenied, not NoSuchKey, for an object that is not there.
      if (error instanceof Error && ['NoSuchKey', 'AccessDenied'].includes(error.name)) return undefined;
      throw error;
    }
  },
  keep: async ({ reviewId, n, contentType, bytes }) => {
    const command = new PutObjectCommand({
      ...{ Bucket, Key: `reviews/photos/${reviewId}/${n}`, Body: bytes, ContentType: contentType },
      CacheControl: 'private, max-age=31536000, immutable',
    });
    await asTransient('keep a photo', () => client.send(command));
  },
});
