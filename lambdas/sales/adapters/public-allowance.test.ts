import { expect, it } from 'vitest';
import { memoryRateLimiter } from '../../delivery/index.ts';
import { publicAllowance } from './public-allowance.ts';

it('lets a wave of strangers through, then 2,000 a day, so that reminders keep most of Discovery’s 5,000', async () => {
  const start = Date.parse('2026-11-20T17:30:00Z');
  let ms = start;
  const allowance = publicAllowance({ limiter: memoryRateLimiter(), clock: { now: () => new Date(ms) } });
  const taken = async (calls: number): Promise<number> => {
    let count = 0;
    for (let call = 0; call < calls; call += 1) count += (await allowance.take()) ? 1 : 0;
    return count;
  };
  const atOnce = await taken(1_000);
  expect(atOnce).toBeGreaterThan(150);
  expect(atOnce).toBeLessThanOrEqual(200);
  let day = 0;
  for (; ms < start + 86_400_000; ms += 60_000) day += await taken(5);
  expect(day).toBeGreaterThan(1_800);
  expect(day).toBeLessThanOrEqual(2_000);
});
