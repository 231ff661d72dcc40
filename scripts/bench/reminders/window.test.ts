import { describe, expect, it } from 'vitest';
import { inQuietHours } from '../../../lambdas/delivery/domain/policy/quiet-hours.ts';
import { windowAt, windowOf } from '../../../lambdas/sales/domain/sales.ts';
import { windowNow } from './window.ts';

const times = Array.from({ length: 96 }, (_, n) => Date.UTC(2026, 10, 21, 0, 1) + n * 15 * 60_000);

describe('the window of a bench', () => {
  it.each(times)('is the one the scheduler works on, with time enough, in the middle of the day (%i)', (now) => {
    const { at, saleStartsAt, zone } = windowNow(now);
    expect(windowOf(saleStartsAt)).toBe(windowAt(new Date(at)));
    expect(Date.parse(saleStartsAt) - now).toBeGreaterThanOrEqual(20 * 60_000);
    expect(inQuietHours({ from: '14:00', to: '11:00' }, zone, Date.parse(at))).toBe(false);
  });
});
