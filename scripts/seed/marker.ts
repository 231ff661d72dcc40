// What the warehouse was seeded with, written last: a seed that broke off is done again.
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { WorldRequest } from '../generate/sizes.ts';

type Place = { s3: S3Client; bucket: string };

const key = '_seed.json';

/** The text that says "this very data": any difference means seeding again. */
export const markerOf = ({ size, seed, day }: WorldRequest, version: number): string =>
  JSON.stringify({ size, seed, day, version });

export const readMarker = async ({ s3, bucket }: Place): Promise<string | undefined> => {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof Error && ['NoSuchKey', 'NoSuchBucket'].includes(error.name)) return undefined;
    throw error;
  }
};

/** The day whose night is there to be run, if anything was seeded. */
export const seededDay = async (place: Place): Promise<string | undefined> => {
  const marker = await readMarker(place);
  return marker === undefined ? undefined : (JSON.parse(marker) as WorldRequest).day;
};

export const writeMarker = async ({ s3, bucket }: Place, marker: string): Promise<void> => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: marker }));
};
