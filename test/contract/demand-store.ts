import { expect, it } from 'vitest';
import { type Demand, demandShard } from '../../lambdas/sales/domain/demand.ts';
import type { DemandStore } from '../../lambdas/sales/ports.ts';
import { eventually } from '../support/eventually.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const shards = 2;

/** @param unique makes ids nobody else uses: tables are shared */
export const demandStoreContract = (create: () => DemandStore, unique: (prefix: string) => string): void => {
  const aDemand = (overrides: Partial<Demand> = {}): Demand => ({
    ...{ customerId: unique('fan'), eventId: unique('event'), marketplace: 'US', preference: 'sms' },
    ...{ locale: 'de', zone: 'Europe/Berlin', verifiedFanPresales: ['A Verified Fan Presale'] },
    ...{ createdAt: '2026-11-20T12:00:00.000Z', updatedAt: '2026-11-20T12:00:00.000Z', ttl: 4_000_000_000 },
    ...overrides,
  });
  const fansOf = async (store: DemandStore, eventId: string, limit = 10): Promise<Demand[]> => {
    const pages = Array.from({ length: shards }, (_, shard) => store.fans({ eventId, shard, limit, now }));
    return (await Promise.all(pages)).flatMap(({ fans }) => fans);
  };

  it('gives a wish back as it was put, to the event’s shard and to its fan', async () => {
    const store = create();
    const demand = aDemand();
    expect(await store.put(demand, shards)).toEqual(demand);
    expect(await fansOf(store, demand.eventId)).toEqual([demand]);
    await eventually('the fan’s own wishes', async () => {
      expect(await store.ofCustomer(demand.customerId, { limit: 10, now })).toEqual({ items: [demand] });
      return true;
    });
  });

  it('changes a wish and keeps when it was first made; what is left out is gone', async () => {
    const store = create();
    const first = aDemand();
    await store.put(first, shards);
    const { locale: _, zone: __, ...rest } = first;
    const later = { ...rest, preference: 'both' as const, createdAt: '2026-11-21T00:00:00.000Z' };
    expect(await store.put(later, shards)).toEqual({ ...later, createdAt: first.createdAt });
    expect(await fansOf(store, first.eventId)).toEqual([{ ...later, createdAt: first.createdAt }]);
  });

  it('removes a wish, and says whether there was one', async () => {
    const store = create();
    const demand = aDemand();
    await store.put(demand, shards);
    expect(await store.remove({ ...demand, customerId: unique('other') }, shards)).toBe(false);
    expect(await store.remove(demand, shards)).toBe(true);
    expect(await store.remove(demand, shards)).toBe(false);
    expect(await fansOf(store, demand.eventId)).toEqual([]);
  });

  it('pages through a shard: everybody once, in no page more than asked for', async () => {
    const store = create();
    const eventId = unique('event');
    const fans = Array.from({ length: 7 }, () => aDemand({ eventId }));
    for (const fan of fans) await store.put(fan, 1);
    const seen: string[] = [];
    let nextKey: string | undefined;
    do {
      const page = await store.fans({ eventId, shard: 0, limit: 3, now, ...(nextKey !== undefined && { nextKey }) });
      expect(page.fans.length).toBeLessThanOrEqual(3);
      seen.push(...page.fans.map(({ customerId }) => customerId));
      nextKey = page.nextKey;
    } while (nextKey !== undefined);
    expect(seen.sort()).toEqual(fans.map(({ customerId }) => customerId).sort());
  });

  it('puts a fan where its hash belongs, and does not show a wish past its time', async () => {
    const store = create();
    const demand = aDemand();
    await store.put(demand, shards);
    const shard = demandShard(demand.customerId, shards);
    const query = { eventId: demand.eventId, limit: 10 };
    expect((await store.fans({ ...query, shard, now })).fans).toHaveLength(1);
    expect((await store.fans({ ...query, shard: 1 - shard, now })).fans).toEqual([]);
    expect((await store.fans({ ...query, shard, now: new Date(4_000_000_000_000) })).fans).toEqual([]);
  });

  it('pages through a fan’s wishes', async () => {
    const store = create();
    const customerId = unique('fan');
    const events = Array.from({ length: 3 }, () => unique('event'));
    for (const eventId of events) await store.put(aDemand({ customerId, eventId }), shards);
    await eventually('the fan’s own pages', async () => {
      const first = await store.ofCustomer(customerId, { limit: 2, now });
      const second = await store.ofCustomer(customerId, { limit: 2, now, nextToken: first.nextToken ?? '' });
      const seen = [...first.items, ...second.items].map(({ eventId }) => eventId);
      expect(seen).toEqual([...events].sort());
      return true;
    });
  });
};
