// What every CandidateStore must do. Run on the fake in unit tests and on DynamoDB in integration tests.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredCandidate } from '../../lambdas/candidates/domain/candidate.ts';
import type { CandidateStore, ChannelQuery } from '../../lambdas/candidates/ports.ts';
import { aStoredCandidate } from '../support/a-stored-candidate.ts';

/** `commit`: makes a run one that is served. The store's clock must stand at 2026-11-20; programs have 4 shards. */
export type CandidateStoreHarness = { store: CandidateStore; commit(runId: string): Promise<void> };

export const candidateStoreContract = (open: () => Promise<CandidateStoreHarness>): void => {
  let store: CandidateStore;
  let commit: CandidateStoreHarness['commit'];
  let programId: string;
  beforeEach(async () => {
    ({ store, commit } = await open());
    programId = `p-${randomUUID()}`;
    await commit(runId());
  });

  const runId = (day = '2026-11-19', attempt = '001') => `${programId}:${day}:${attempt}`;
  const a = (overrides: Partial<StoredCandidate> = {}) => aStoredCandidate({ programId, ...overrides });
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      a({ customerId: `c-${n}`, score: ((n * 37) % 101) / 101, marketplace: ['US', 'DE', 'JP'][n % 3] ?? 'US' }),
    );
  const query = (overrides: Partial<ChannelQuery> = {}): ChannelQuery => ({
    ...{ programId, channel: 'email', marketplaces: ['US', 'DE', 'JP'], shards: 4, minScore: 0, limit: 50 },
    ...overrides,
  });
  const served = async (overrides: Partial<ChannelQuery> = {}): Promise<StoredCandidate[]> => {
    const items: StoredCandidate[] = [];
    let nextToken: string | undefined;
    do {
      const page = await store.forChannel(query({ ...overrides, ...(nextToken !== undefined && { nextToken }) }));
      items.push(...page.items);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return items;
  };

  describe('putAll', () => {
    it('inserts new candidates and gives them back whole', async () => {
      const candidate = a({ attributes: { note: 'žluťoučký 🐎', price: 1.1, gone: null } });
      expect(await store.putAll([candidate])).toEqual(['inserted']);
      expect(await store.get(candidate)).toEqual(candidate);
      expect(await served()).toEqual([candidate]);
    });

    it('tells outcomes in input order, over more than one call’s worth', async () => {
      const candidates = many(130);
      await store.putAll(candidates.filter((_, n) => n % 2 === 0));
      const outcomes = await store.putAll(candidates);
      expect(outcomes).toEqual(candidates.map((_, n) => (n % 2 === 0 ? 'refreshed' : 'inserted')));
    });

    it('changes nothing when a run is stored twice, even at a later time', async () => {
      await store.putAll([a()]);
      expect(await store.putAll([a({ updatedAt: '2026-11-20T03:00:00.000Z' })])).toEqual(['refreshed']);
      expect(await store.get(a())).toEqual(a());
    });

    it('keeps the run of a committed candidate that a re-run finds the same', async () => {
      await store.putAll([a()]);
      expect(await store.putAll([a({ runId: runId('2026-11-19', '002') })])).toEqual(['refreshed']);
      expect(await served()).toEqual([a()]);
    });

    it('takes over a candidate of a run that never committed, so that the re-run serves it', async () => {
      await store.putAll([a({ runId: runId('2026-11-19', '002') })]);
      await store.putAll([a({ runId: runId('2026-11-19', '003') })]);
      await commit(runId('2026-11-19', '003'));
      expect((await served()).map((candidate) => candidate.runId)).toEqual([runId('2026-11-19', '003')]);
    });

    it('keeps serving one that a run refreshed and never committed', async () => {
      await store.putAll([a({ score: 0.9 })]);
      for (const attempt of ['002', '003']) {
        const again = a({ runId: runId('2026-11-19', attempt), score: 0.5, updatedAt: `2026-11-20T0${attempt}:00` });
        expect(await store.putAll([again])).toEqual(['refreshed']);
        expect((await served()).map(({ customerId, score }) => [customerId, score])).toEqual([[a().customerId, 0.5]]);
      }
    });

    it('refreshes one that is still active: new content, old birth, one place in the order', async () => {
      await commit(runId('2026-11-20'));
      await store.putAll([a({ score: 0.9, channels: ['email', 'sms'] })]);
      const newer = a({ day: '2026-11-20', score: 0.3, createdAt: '2026-11-21T02:00:00.000Z', occasion: 'o-2' });
      expect(await store.putAll([newer])).toEqual(['refreshed']);
      const expected = { ...newer, createdAt: a().createdAt, servedBy: runId() };
      expect(await store.get(newer)).toEqual(expected);
      expect(await served()).toEqual([expected]);
      expect(await served({ channel: 'sms' })).toEqual([]);
    });

    it('leaves one that is no longer active, or of a later day, as it is', async () => {
      await store.putAll([a(), a({ customerId: 'c-2', day: '2026-11-21' })]);
      const at = '2026-11-20T10:00:00.000Z';
      await store.transition(a(), { from: 'active', to: 'contacted', at });
      const again = [a({ score: 0.9 }), a({ customerId: 'c-2', score: 0.9 })];
      expect(await store.putAll(again)).toEqual(['unchanged', 'unchanged']);
      expect(await store.get(a())).toEqual(a({ state: 'contacted', updatedAt: at }));
    });

    it('refuses twins in one call', async () => {
      await expect(store.putAll([a(), a()])).rejects.toMatchObject({ name: 'InvalidInputError' });
    });
  });

  describe('forChannel', () => {
    it('serves all, once, strictly by score, whatever the page size', async () => {
      const candidates = many(130);
      await store.putAll(candidates);
      for (const limit of [7, 50, 100]) {
        const items = await served({ limit });
        expect(items.map(({ score }) => score)).toEqual(candidates.map(({ score }) => score).sort((x, y) => y - x));
        expect(new Set(items.map(({ customerId }) => customerId)).size).toBe(130);
      }
    });

    it('tells scores apart that differ by very little', async () => {
      const scores = [0.5, 0.5 + 1e-9, 0.5 + 1e-12, 0.5 - 1e-12];
      await store.putAll(scores.map((score, n) => a({ customerId: `c-${n}`, score })));
      expect((await served()).map(({ score }) => score)).toEqual(scores.toSorted((x, y) => y - x));
    });

    it('keeps to channel, marketplaces and least score, which counts as enough', async () => {
      await store.putAll([
        a({ customerId: 'c-1', score: 0.7 }),
        a({ customerId: 'c-2', score: 0.699999999 }),
        a({ customerId: 'c-3', score: 1, marketplace: 'DE' }),
        a({ customerId: 'c-4', score: 1, channels: ['sms'] }),
      ]);
      const items = await served({ minScore: 0.7, marketplaces: ['US'] });
      expect(items.map(({ customerId }) => customerId)).toEqual(['c-1']);
    });

    it('goes on below its cursor though better candidates come in', async () => {
      await store.putAll(many(30));
      const first = await store.forChannel(query({ limit: 10 }));
      await store.putAll([a({ customerId: 'late', score: 0.999 })]);
      const rest = await served({ nextToken: first.nextToken ?? 'no token' });
      const ids = [...first.items, ...rest].map(({ customerId }) => customerId);
      expect(ids.toSorted()).toEqual(
        many(30)
          .map(({ customerId }) => customerId)
          .sort(),
      );
    });

    it('refuses a cursor that is not its own', async () => {
      await store.putAll(many(10));
      const { nextToken = '' } = await store.forChannel(query({ limit: 2 }));
      for (const wrong of [query({ nextToken: 'nonsense' }), query({ nextToken, minScore: 0.1 })]) {
        await expect(store.forChannel(wrong)).rejects.toMatchObject({ name: 'InvalidInputError' });
      }
    });

    it('passes over uncommitted runs and expired candidates', async () => {
      const draft = runId('2026-11-19', '002');
      await store.putAll([
        a({ customerId: 'c-1', runId: draft }),
        a({ customerId: 'c-2', expiresAt: 1_700_000_000 }),
        a({ customerId: 'c-3' }),
      ]);
      expect((await served({ limit: 1 })).map(({ customerId }) => customerId)).toEqual(['c-3']);
      await commit(draft);
      expect((await served({ limit: 1 })).map(({ customerId }) => customerId)).toEqual(['c-3', 'c-1']);
    });
  });

  describe('forCustomer', () => {
    it('gives the candidates of one customer and program, serving items apart', async () => {
      const mine = [a(), a({ subject: 'p-2', channels: ['email', 'sms'] })];
      await store.putAll([...mine, a({ customerId: 'c-2' })]);
      expect(await store.forCustomer('c-1', programId)).toEqual(mine);
      expect(await store.forCustomer('c-1', 'another')).toEqual([]);
    });
  });

  describe('transition', () => {
    const at = '2026-11-20T10:00:00.000Z';

    it('moves once, and takes a candidate that left active out of serving', async () => {
      await store.putAll([a({ channels: ['email', 'sms'] })]);
      const close = { from: 'active', to: 'closed', closedReason: 'withdrawn', at } as const;
      const moved = await store.transition(a(), close);
      expect(moved).toMatchObject({ state: 'closed', closedReason: 'withdrawn', updatedAt: at });
      expect(await store.get(a())).toEqual(moved);
      expect([...(await served()), ...(await served({ channel: 'sms' }))]).toEqual([]);
      await expect(store.transition(a(), close)).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('says so when there is no such candidate', async () => {
      const change = { from: 'active', to: 'contacted', at } as const;
      await expect(store.transition(a(), change)).rejects.toMatchObject({ name: 'NotFoundError' });
    });
  });
};
