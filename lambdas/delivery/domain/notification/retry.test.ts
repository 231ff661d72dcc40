import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './retry.ts';

const attempts = fc.constantFrom(1, 2);
const jitters = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before another attempt', () => {
  it.each([
    [1, 0, 1_000],
    [1, 0.5, 2_500],
    [1, 0.9999, 4_000],
    [2, 0, 4_000],
    [2, 0.9999, 15_999],
  ])('after attempt %i with jitter %d is %i ms', (attempt, jitter, expected) => {
    expect(backoffMs({ attempt, jitter })).toBe(expected);
  });

  it('is at least a second, grows from attempt to attempt, and is whole', () => {
    fc.assert(
      fc.property(jitters, jitters, (one, other) => {
        const [first, second] = [backoffMs({ attempt: 1, jitter: one }), backoffMs({ attempt: 2, jitter: other })];
        expect(first).toBeGreaterThanOrEqual(1_000);
        expect(second).toBeGreaterThanOrEqual(first);
        expect(Number.isInteger(second)).toBe(true);
      }),
    );
  });

  it('is never shorter than the provider’s Retry-After, nor longer than it or its own most', () => {
    fc.assert(
      fc.property(attempts, jitters, fc.integer({ min: 0, max: 3_600_000 }), (attempt, jitter, retryAfterMs) => {
        const wait = backoffMs({ attempt, jitter, retryAfterMs });
        expect(wait).toBeGreaterThanOrEqual(retryAfterMs);
        expect(wait).toBeLessThanOrEqual(Math.max(retryAfterMs, 16_000));
      }),
    );
  });
});
