// The adapters of the pages on the deployed tables and bucket keep the contracts of their fakes.
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamodbLinkBook } from '../../../lambdas/responses/adapters/dynamodb-link-book.ts';
import { dynamodbReviewBook } from '../../../lambdas/responses/adapters/dynamodb-review-book.ts';
import { dynamodbSatisfactionBook } from '../../../lambdas/responses/adapters/dynamodb-satisfaction-book.ts';
import { dynamodbUploadCounter } from '../../../lambdas/responses/adapters/dynamodb-upload-counter.ts';
import { s3ReviewPhotos } from '../../../lambdas/responses/adapters/s3-review-photos.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { linkBookContract } from '../../contract/link-book.ts';
import { reviewBookContract } from '../../contract/review-book.ts';
import { reviewPhotosContract } from '../../contract/review-photos.ts';
import { satisfactionBookContract } from '../../contract/satisfaction-book.ts';
import { uploadCounterContract } from '../../contract/upload-counter.ts';
import { dynamodb as document, outputs, s3 } from '../../support/local-cloud.ts';
import { aPng } from '../../support/photo-files.ts';
import { uniqueId } from '../../support/test-programs.ts';

const table = (name: string): string => pick(outputs.tables, name);
const responses = { document, table: table('responses') };
const bucket = pick(outputs.buckets, 'data');

describe('LinkBook', () =>
  linkBookContract(() => {
    const revokeMessage = async (notificationId: string) => {
      const Item = { pk: `notification#${notificationId}`, sk: 'revoked', at: '2026-11-20T18:00:00.000Z' };
      await document.send(new PutCommand({ TableName: responses.table, Item }));
    };
    return { ...dynamodbLinkBook(responses), revokeMessage };
  }, uniqueId));

describe('SatisfactionBook', () => satisfactionBookContract(() => dynamodbSatisfactionBook(responses), uniqueId));
describe('UploadCounter', () => uploadCounterContract(() => dynamodbUploadCounter(responses), uniqueId));

describe('ReviewBook', () =>
  reviewBookContract(() => {
    const tables = { reviews: table('reviews'), products: table('products') };
    const rating = async (productId: string) => {
      const { Item } = await document.send(
        new GetCommand({ TableName: tables.products, Key: { productId }, ConsistentRead: true }),
      );
      return { ratingCount: Number(Item?.ratingCount ?? 0), ratingSum: Number(Item?.ratingSum ?? 0) };
    };
    return { reviews: dynamodbReviewBook({ document, tables }), rating };
  }, uniqueId));

type Form = { url: string; fields: Record<string, string> };
const post = ({ url, fields }: Form, bytes: Uint8Array): Promise<Response> => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(bytes)], { type: fields['Content-Type'] ?? '' }));
  return fetch(url, { method: 'POST', body });
};

describe('ReviewPhotos', () => {
  const photos = s3ReviewPhotos({ client: s3, bucket });
  reviewPhotosContract(() => {
    const send = async (form: Form, bytes: Uint8Array) => expect((await post(form, bytes)).ok).toBe(true);
    const kept = async (reviewId: string, n: number) => {
      const place = { Bucket: bucket, Key: `reviews/photos/${reviewId}/${n}` };
      const found = await s3.send(new HeadObjectCommand(place)).catch(() => undefined);
      if (!found) return undefined;
      const { Body } = await s3.send(new GetObjectCommand(place));
      return { contentType: found.ContentType ?? '', bytes: (await Body?.transformToByteArray()) ?? new Uint8Array() };
    };
    return { photos, send, kept };
  }, uniqueId);

  it('takes nothing of another size than was asked for', async () => {
    const photo = { reviewId: uniqueId('review'), photoId: '1' };
    const form = await photos.upload({ ...photo, contentType: 'image/png', bytes: aPng().length });
    expect((await post(form, Buffer.concat([aPng(), Buffer.alloc(1)]))).ok).toBe(false);
    expect(await photos.incoming({ ...photo, mostBytes: 1_000 })).toBeUndefined();
  });
});
