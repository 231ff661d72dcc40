import type { DemandStore } from '../../ports.ts';

/** Shards of an event in which there is at least one fan, ascending. One read of one item each. */
export const shardsWithFans = async (
  demand: Pick<DemandStore, 'fans'>,
  eventId: string,
  { shards, now }: { shards: number; now: Date },
): Promise<number[]> => {
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const found = await Promise.all(
    all.map(async (shard) => (await demand.fans({ eventId, shard, limit: 1, now })).fans.length > 0),
  );
  return all.filter((shard) => found[shard]);
};
