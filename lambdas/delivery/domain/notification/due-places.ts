import { bucketOf, bucketsBetween, dueShards, shiftBucket } from './due-bucket.ts';

/** One shard of one bucket of `byDue`. */
export type DuePlace = { bucket: string; shard: number };

/** Without a cursor, look back this many buckets: a day. */
const firstLook = 288;

/**
 * Where to look for what is due, oldest first: from the cursor, or from `at` if that is earlier, one bucket of overlap
 * (clocks differ, indexes lag), to `at`'s own bucket.
 * @param cursor start of a bucket @param at ISO 8601
 */
export const duePlaces = (cursor: string | undefined, at: string): DuePlace[] => {
  const last = bucketOf(at);
  const from = cursor === undefined ? shiftBucket(last, -firstLook) : shiftBucket(cursor < last ? cursor : last, -1);
  return bucketsBetween(from, last).flatMap((bucket) =>
    Array.from({ length: dueShards }, (_, shard) => ({ bucket, shard })),
  );
};
