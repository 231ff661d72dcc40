import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { PauseFlag, PauseFlags } from '../../lambdas/delivery/ports.ts';

const flag: PauseFlag = { state: 'paused', at: '2026-11-20T17:00:00.000Z', by: 'operator', reason: 'a wrong price' };

/** @param open a worker of its own whose clock stands at the given time (ISO 8601), over the same flags every time */
export const pauseFlagsContract = (open: (at: string) => PauseFlags): void => {
  const now = '2026-11-20T17:00:00.000Z';
  const scope = () => `campaign#${randomUUID()}`;

  it('keeps a flag until it is cleared', async () => {
    const flags = open(now);
    const own = scope();
    expect(await flags.get(own)).toBeUndefined();
    await flags.set(own, flag);
    expect(await flags.get(own)).toEqual(flag);
    await flags.set(own, { ...flag, state: 'stopped' });
    expect(await flags.get(own)).toEqual({ ...flag, state: 'stopped' });
    await flags.clear(own);
    expect(await flags.get(own)).toBeUndefined();
  });

  it('shows it to other workers, and nobody else’s', async () => {
    const own = scope();
    await open(now).set(own, flag);
    expect(await open(now).get(own)).toEqual(flag);
    expect(await open(now).get(scope())).toBeUndefined();
  });
};
