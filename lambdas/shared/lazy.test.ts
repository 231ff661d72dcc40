import { expect, it } from 'vitest';
import { lazy } from './lazy.ts';

it('builds once for concurrent callers', async () => {
  let built = 0;
  const value = lazy(async () => ++built);
  expect(await Promise.all([value(), value(), value()])).toEqual([1, 1, 1]);
});

it('forgets a failed start and tries again', async () => {
  let attempts = 0;
  const value = lazy(async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('cold');
    return 'warm';
  });
  await expect(value()).rejects.toThrow('cold');
  expect(await value()).toBe('warm');
});
