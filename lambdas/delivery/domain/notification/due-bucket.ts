// Buckets of five minutes by which waiting notifications are found (index `byDue`, docs/architecture.md).

export const bucketMs = 5 * 60_000;
export const dueShards = 8;

/** Start of the bucket that holds a time. @param at ISO 8601 @returns ISO 8601, UTC */
export const bucketOf = (at: string): string => {
  const time = Date.parse(at);
  return new Date(time - (time % bucketMs)).toISOString();
};

/** The bucket some buckets later (negative: earlier). */
export const shiftBucket = (bucket: string, by: number): string =>
  new Date(Date.parse(bucket) + by * bucketMs).toISOString();

/** Buckets from one to another, both included; none if `to` is before `from`. */
export const bucketsBetween = (from: string, to: string): string[] => {
  const count = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / bucketMs) + 1);
  return Array.from({ length: count }, (_, index) => shiftBucket(from, index));
};

/** The shard of a notification: its id's first hex digit modulo 8. */
export const shardOfId = (id: string): number => Number.parseInt(id.charAt(0), 16) % dueShards;
