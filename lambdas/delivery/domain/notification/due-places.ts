import { bucketMs, bucketOf, bucketsBetween, dueShards, shiftBucket } from './due-bucket.ts';

/** One shard of one bucket of `byDue`. */
export type DuePlace = { bucket: string; shard: number };

/** Without a cursor, look back this many buckets: a day. */
const firstLook = 288;
/** Three days of buckets behind the cursor, looked at in turn: each once an hour. */
const stragglerBuckets = 864;
const turns = 60;

/**
 * Where to look for what is due, oldest first: from the cursor, or from `at` if that is earlier, one bucket of overlap
 * (clocks differ, indexes lag), to `at`'s own bucket.
 * @param cursor start of a bucket @param at ISO 8601
 */
export const duePlaces = (cursor: string | undefined, at: string): DuePlace[] => {
  const last = bucketOf(at);
  const from = cursor === undefined ? shiftBucket(last, -firstLook) : shiftBucket(cursor < last ? cursor : last, -1);
  return placesOf(bucketsBetween(from, last));
};

/**
 * Where this minute's run looks for stragglers: what was written as due when the cursor had passed long ago (a campaign
 * redriven hours later, an index that lagged) would otherwise never be found.
 * @param at ISO 8601; its minute says whose turn it is
 */
export const stragglerPlaces = (at: string): DuePlace[] => {
  const last = bucketOf(at);
  const turn = new Date(at).getUTCMinutes();
  const buckets = bucketsBetween(shiftBucket(last, -stragglerBuckets), shiftBucket(last, -1));
  return placesOf(buckets.filter((bucket) => (Date.parse(bucket) / bucketMs) % turns === turn));
};

const placesOf = (buckets: readonly string[]): DuePlace[] =>
  buckets.flatMap((bucket) => Array.from({ length: dueShards }, (_, shard) => ({ bucket, shard })));
