import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, afterFailure, afterSuccess, type Breaker, type BreakerPolicy, closedBreaker } from './breaker.ts';

const policy: BreakerPolicy = {
  failures: 3,
  withinMs: 1_000,
  openForMs: 100,
  longestOpenMs: 350,
  probeForMs: 50,
};
const failing = (times: number, at = 0): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => afterFailure(breaker, at, policy), closedBreaker);

describe('the breaker of a provider', () => {
  it('opens after so many failures in a row', () => {
    expect(admit(failing(2), 0, policy).verdict).toBe('closed');
    expect(admit(failing(3), 99, policy).verdict).toBe('open');
  });

  it('forgets failures after a success, and those of another window', () => {
    expect(afterFailure(afterSuccess(failing(2)), 0, policy)).toMatchObject({ is: 'closed', failures: 1 });
    expect(afterFailure(failing(2), 1_001, policy)).toMatchObject({ is: 'closed', failures: 1, firstFailureAt: 1_001 });
  });

  it('lets one probe through, and another when the first never reports', () => {
    const { verdict, next } = admit(failing(3), 100, policy);
    expect(verdict).toBe('probe');
    expect(admit(next, 149, policy).verdict).toBe('open');
    expect(admit(next, 150, policy).verdict).toBe('probe');
  });

  it('closes after a probe that worked', () => {
    expect(afterSuccess(admit(failing(3), 100, policy).next)).toEqual(closedBreaker);
  });

  it('stays open twice as long after every failed probe, up to the longest', () => {
    let breaker = failing(3);
    const lengths: number[] = [];
    for (let now = 100; lengths.length < 4; now += 1_000) {
      breaker = afterFailure(admit(breaker, now, policy).next, now, policy);
      if (breaker.is === 'open') lengths.push(breaker.until - now);
    }
    expect(lengths).toEqual([200, 350, 350, 350]);
  });

  it('takes no word from calls that began before it opened', () => {
    const breaker = failing(3);
    expect(afterSuccess(breaker)).toEqual(breaker);
    expect(afterFailure(breaker, 50, policy)).toEqual(breaker);
  });

  it('admits at most one call per open time while everything fails', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 }), (steps) => {
        let breaker = failing(3);
        let now = 0;
        let lastProbe = -100;
        for (const step of steps) {
          now += step;
          const { verdict, next } = admit(breaker, now, policy);
          expect(verdict).not.toBe('closed');
          breaker = verdict === 'probe' ? afterFailure(next, now, policy) : next;
          if (verdict === 'probe') {
            expect(now - lastProbe).toBeGreaterThanOrEqual(100);
            lastProbe = now;
          }
        }
      }),
    );
  });
});
