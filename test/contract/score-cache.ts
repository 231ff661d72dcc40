import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ScoreCache } from '../../lambdas/candidates/ports.ts';

// Dates far ahead: what is past its TTL by the real clock, DynamoDB Local deletes in the middle of a test.

/** @param open a cache whose clock stands at the given time (ISO 8601), over the same entries every time */
export const scoreCacheContract = (open: (at: string) => ScoreCache): void => {
  const prefix = randomUUID();
  const key = (n: number) => `${prefix}-${n}`;

  it('gives back what was put, also more than one call’s worth, and nothing else', async () => {
    const cache = open('2990-11-20T00:00:00Z');
    const entries = Array.from({ length: 130 }, (_, n) => ({ key: key(n), score: n / 130 }));
    await cache.put(entries, 7);
    const found = await cache.get([...entries.map((entry) => entry.key), key(0), key(999)]);
    expect(new Map(found)).toEqual(new Map(entries.map((entry) => [entry.key, entry.score])));
    expect((await cache.get([])).size).toBe(0);
  });

  it('takes the latest score of a key', async () => {
    const cache = open('2990-11-20T00:00:00Z');
    await cache.put(
      [
        { key: key(1_000), score: 0.1 },
        { key: key(1_000), score: 0.2 },
      ],
      7,
    );
    expect((await cache.get([key(1_000)])).get(key(1_000))).toBe(0.2);
  });

  it('forgets after the days it was told', async () => {
    await open('2990-11-20T00:00:00Z').put([{ key: key(2_000), score: 0.5 }], 7);
    expect((await open('2990-11-26T23:59:00Z').get([key(2_000)])).size).toBe(1);
    expect((await open('2990-11-27T00:00:01Z').get([key(2_000)])).size).toBe(0);
  });
};
