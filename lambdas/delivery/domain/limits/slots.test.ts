import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeSlots } from './slots.ts';

const start = Date.parse('2026-11-20T18:00:00.000Z');

/** Every slot that a series of leases handed out, in order. */
const slotsOf = (perSecond: number, leases: { afterMs: number; count: number }[]): number[] => {
  let nextFree = 0;
  let now = start;
  const slots: number[] = [];
  for (const { afterMs, count } of leases) {
    now += afterMs;
    const taken = takeSlots(nextFree, { count, perSecond, maxWaitMs: 10_000, now });
    nextFree = taken.nextFree;
    if (taken.lease.kind === 'full') continue;
    const { startsAt, intervalMs } = taken.lease;
    for (let slot = 0; slot < count; slot += 1) slots.push(startsAt + slot * intervalMs);
  }
  return slots.sort((a, b) => a - b);
};

describe('takeSlots', () => {
  it('never hands out more than the limit in any second, also across its edge', () => {
    const leases = fc.array(
      fc.record({ afterMs: fc.integer({ min: 0, max: 3_000 }), count: fc.integer({ min: 1, max: 20 }) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), leases, (perSecond, series) => {
        const slots = slotsOf(perSecond, series);
        for (const [index, slot] of slots.entries()) {
          const oneTooMany = slots[index + perSecond];
          if (oneTooMany !== undefined) expect(oneTooMany - slot).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });

  it('keeps busy workers within 5 % of the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 20 }), (perSecond, count) => {
        const blocks = Math.ceil((perSecond * 8) / count);
        const slots = slotsOf(
          perSecond,
          Array.from({ length: blocks }, () => ({ afterMs: 0, count })),
        );
        const seconds = ((slots.at(-1) as number) - (slots[0] as number)) / 1_000;
        expect((slots.length - 1) / seconds).toBeGreaterThanOrEqual(perSecond * 0.95);
      }),
    );
  });

  it('takes nothing when the first slot is further away than the wait', () => {
    const request = { count: 10, perSecond: 1, maxWaitMs: 10_000, now: start };
    const first = takeSlots(0, request);
    const second = takeSlots(first.nextFree, request);
    expect(second.lease).toEqual({ kind: 'full', retryAt: first.nextFree / 1_000 });
    expect(second.nextFree).toBe(first.nextFree);
    const later = takeSlots(first.nextFree, { ...request, now: start + 1_000 });
    expect(later.lease.kind).toBe('leased');
  });

  it('lets slots of the past go', () => {
    const { nextFree } = takeSlots(0, { count: 5, perSecond: 5, maxWaitMs: 10_000, now: start });
    const { lease } = takeSlots(nextFree, { count: 5, perSecond: 5, maxWaitMs: 10_000, now: start + 60_000 });
    expect(lease).toMatchObject({ kind: 'leased', startsAt: start + 60_000 });
  });
});
