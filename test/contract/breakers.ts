import { expect, it } from 'vitest';
import type { ProviderName } from '../../lambdas/delivery/domain/notification/notification.ts';
import type { Breakers } from '../../lambdas/delivery/ports.ts';

const start = Date.parse('2026-11-20T17:00:00.000Z');
/** Later than a worker keeps what it has read, shorter than a breaker stays open. */
const soon = start + 2_000;
const openFor = 10_000;

/** @param open two workers over the same breakers, all closed */
export const breakersContract = (open: () => { workers: [Breakers, Breakers]; provider: ProviderName }): void => {
  const fail = async (worker: Breakers, provider: ProviderName, times: number) => {
    for (let n = 0; n < times; n += 1) await worker.report(provider, 'failed', start);
  };

  it('opens for every worker after ten failures in a row, whoever saw them', async () => {
    const { workers, provider } = open();
    expect(await workers[1].state(provider, start)).toBe('closed');
    await fail(workers[0], provider, 6);
    expect(await workers[0].state(provider, start)).toBe('closed');
    await fail(workers[1], provider, 4);
    expect(await workers[1].state(provider, start)).toBe('open');
    expect(await workers[0].state(provider, soon)).toBe('open');
  });

  it('counts failures that are reported side by side', async () => {
    const { workers, provider } = open();
    await Promise.all(Array.from({ length: 10 }, () => workers[0].report(provider, 'failed', start)));
    expect(await workers[0].state(provider, start)).toBe('open');
  });

  it('starts counting anew after a success', async () => {
    const { workers, provider } = open();
    await fail(workers[0], provider, 9);
    await workers[1].report(provider, 'ok', start);
    await fail(workers[0], provider, 1);
    expect(await workers[0].state(provider, start)).toBe('closed');
  });

  it('lets one worker probe, and closes for all when that works', async () => {
    const { workers, provider } = open();
    await fail(workers[0], provider, 10);
    const later = start + openFor;
    const states = await Promise.all([...workers, ...workers].map((worker) => worker.state(provider, later)));
    expect(states.sort()).toEqual(['open', 'open', 'open', 'probe']);
    await workers[0].report(provider, 'ok', later);
    expect(await workers[0].state(provider, later)).toBe('closed');
    expect(await workers[1].state(provider, later + 2_000)).toBe('closed');
  });

  it('lets nobody probe who is to be spared', async () => {
    const { workers, provider } = open();
    expect(await workers[0].state(provider, start, 'spared')).toBe('closed');
    await fail(workers[0], provider, 10);
    const later = start + openFor;
    expect(await workers[0].state(provider, later, 'spared')).toBe('open');
    expect(await workers[0].state(provider, later)).toBe('probe');
  });

  it('stays open for longer when the probe fails', async () => {
    const { workers, provider } = open();
    await fail(workers[0], provider, 10);
    const later = start + openFor;
    expect(await workers[0].state(provider, later)).toBe('probe');
    await workers[0].report(provider, 'failed', later);
    expect(await workers[1].state(provider, later + openFor)).toBe('open');
    expect(await workers[1].state(provider, later + 2 * openFor)).toBe('probe');
  });
};
