import { expect, it } from 'vitest';
import type { RateLimiter } from '../../lambdas/delivery/ports.ts';

type Provider = Parameters<RateLimiter['lease']>[0]['provider'];
/** @param open workers over the same, so far unused rows of `provider` @param now epoch ms */
export const rateLimiterContract = (
  open: () => { workers: RateLimiter[]; provider: Provider },
  now = Date.now(),
): void => {
  const request = (provider: Provider, count: number) => ({ provider, count, perSecond: 100, maxWaitMs: 10_000, now });

  it('starts now when nobody has slots, and behind them when somebody has', async () => {
    const { workers, provider } = open();
    const first = await workers[0]?.lease(request(provider, 10));
    const second = await workers[1]?.lease(request(provider, 10));
    if (first?.kind !== 'leased' || second?.kind !== 'leased') throw new Error('Slots were refused');
    expect(first.startsAt).toBeCloseTo(now, 0);
    expect(second.startsAt - first.startsAt).toBeCloseTo(10 * first.intervalMs, 3);
  });

  it('hands no slot out twice, however many ask at once', async () => {
    const { workers, provider } = open();
    const leases = await Promise.all(
      workers.flatMap((worker) => [1, 2, 3].map(() => worker.lease(request(provider, 7)))),
    );
    const slots = leases
      .flatMap((lease) =>
        lease.kind === 'leased' ? Array.from({ length: 7 }, (_, n) => lease.startsAt + n * lease.intervalMs) : [],
      )
      .sort((a, b) => a - b);
    expect(slots.length).toBeGreaterThan(0);
    for (const [index, slot] of slots.entries())
      expect((slots[index + 100] ?? Number.POSITIVE_INFINITY) - slot).toBeGreaterThanOrEqual(1_000);
    expect(new Set(slots.map((slot) => Math.round(slot * 100))).size).toBe(slots.length);
  });

  it('takes nothing when the wait would be too long, and says when to come back', async () => {
    const { workers, provider } = open();
    const [worker, other] = workers as [RateLimiter, RateLimiter];
    await worker.lease(request(provider, 1_100));
    const full = await other.lease(request(provider, 1));
    expect(full).toMatchObject({ kind: 'full' });
    expect(await worker.lease(request(provider, 1))).toEqual(full);
    if (full.kind === 'full') expect(full.retryAt - now).toBeGreaterThan(10_000);
    expect(await other.lease({ ...request(provider, 1), maxWaitMs: 20_000 })).toMatchObject({ kind: 'leased' });
  });

  it('lets the slots of the past go', async () => {
    const { workers, provider } = open();
    await workers[0]?.lease(request(provider, 50));
    const lease = await workers[1]?.lease({ ...request(provider, 1), now: now + 60_000 });
    expect(lease?.kind === 'leased' && Math.round(lease.startsAt - now)).toBe(60_000);
  });
};
