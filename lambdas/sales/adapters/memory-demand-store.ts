import { type Demand, demandShard, isOpen } from '../domain/demand.ts';
import type { DemandStore } from '../ports.ts';

type Stored = Demand & { shard: number };

/** The fake of DemandStore. */
export const memoryDemandStore = (): DemandStore => {
  const stored = new Map<string, Stored>();
  const keyOf = (customerId: string, eventId: string): string => `${eventId} ${customerId}`;
  const plain = ({ shard: _, ...demand }: Stored): Demand => structuredClone(demand);
  return {
    put: async (demand, shards) => {
      const key = keyOf(demand.customerId, demand.eventId);
      const createdAt = stored.get(key)?.createdAt ?? demand.createdAt;
      const next = { ...structuredClone(demand), createdAt, shard: demandShard(demand.customerId, shards) };
      stored.set(key, next);
      return plain(next);
    },
    remove: async ({ customerId, eventId }) => stored.delete(keyOf(customerId, eventId)),
    ofCustomer: async (customerId, { limit, nextToken = '', now }) => {
      const all = [...stored.values()]
        .filter((one) => one.customerId === customerId && isOpen(one, now) && one.eventId > nextToken)
        .sort((one, other) => (one.eventId < other.eventId ? -1 : 1));
      const items = all.slice(0, limit).map(plain);
      const last = items.at(-1)?.eventId;
      return { items, ...(all.length > limit && last !== undefined && { nextToken: last }) };
    },
    fans: async ({ eventId, shard, limit, nextKey = '', now }) => {
      const all = [...stored.values()]
        .filter((one) => one.eventId === eventId && one.shard === shard && isOpen(one, now) && one.customerId > nextKey)
        .sort((one, other) => (one.customerId < other.customerId ? -1 : 1));
      const fans = all.slice(0, limit).map(plain);
      const last = fans.at(-1)?.customerId;
      return { fans, ...(all.length > limit && last !== undefined && { nextKey: last }) };
    },
  };
};
