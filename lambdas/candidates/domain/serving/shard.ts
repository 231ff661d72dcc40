import { createHash } from 'node:crypto';

/**
 * The shard of a customer's candidates in the serving indexes: the first 32 bits of md5(customerId) modulo `shards`.
 * More shards than before is fine at any time (old candidates stay readable); fewer would hide some.
 */
export const shardOf = (customerId: string, shards: number): number =>
  createHash('md5').update(customerId).digest().readUInt32BE(0) % shards;
