import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostInAWindow } from '../../../../test/support/most-in-a-window.ts';
import type { Cap } from '../../../shared/programs/delivery-schema.ts';
import { brokenCap } from './caps.ts';
import type { Grant } from './policy-item.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-01T00:00:00Z');

const scope = fc.constantFrom<Cap['scope']>('program', 'channel', 'all');
const days = fc.constantFrom<Cap['days']>(1, 7, 30);
const caps = fc.array(fc.record({ scope, days, most: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 });
const wish = fc.record({
  programId: fc.constantFrom('reviews', 'reminders'),
  channel: fc.constantFrom<'email' | 'sms'>('email', 'sms'),
  at: fc.integer({ min: 0, max: 45 * 24 }).map((n) => start + n * hour),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

const granted = (rules: readonly Cap[], wishes: readonly Wish[]): Record<string, Grant> => {
  const grants: Record<string, Grant> = {};
  for (const [n, one] of wishes.entries())
    if (!brokenCap(rules, grants, { id: `n-${n}`, ...one }))
      grants[`n-${n}`] = { ...one, at: new Date(one.at).toISOString() };
  return grants;
};

describe('caps', () => {
  it('hold in every window, in whatever order messages of whatever days are granted', () => {
    fc.assert(
      fc.property(caps, fc.array(wish, { maxLength: 25 }), (rules, wishes) => {
        const grants = Object.values(granted(rules, wishes));
        for (const cap of rules) expect(mostInAWindow(cap, grants)).toBeLessThanOrEqual(cap.most);
      }),
      { numRuns: 500 },
    );
  });

  it('refuse nothing that breaks no window', () => {
    fc.assert(
      fc.property(caps, fc.array(wish, { maxLength: 15 }), wish, (rules, wishes, one) => {
        const grants = granted(rules, wishes);
        const more = [...Object.values(grants), { ...one, at: new Date(one.at).toISOString() }];
        const allHold = rules.every((cap) => mostInAWindow(cap, more) <= cap.most);
        expect(brokenCap(rules, grants, { id: 'new', ...one }) === undefined).toBe(allHold);
      }),
      { numRuns: 500 },
    );
  });

  const twoADay: Cap[] = [{ scope: 'program', days: 1, most: 2 }];
  const grant = (hours: number): Grant => ({
    at: new Date(start + hours * hour).toISOString(),
    programId: 'reviews',
    channel: 'email',
  });
  const request = (hours: number, id = 'new') => ({
    ...{ id, programId: 'reviews', channel: 'email' as const },
    at: start + hours * hour,
  });

  it('count what is due later, too', () => {
    expect(brokenCap(twoADay, { a: grant(10), b: grant(12) }, request(0))).toEqual(twoADay[0]);
    expect(brokenCap(twoADay, { a: grant(-14), b: grant(14) }, request(0))).toBeUndefined();
  });

  it('no longer count what is a whole window away', () => {
    expect(brokenCap(twoADay, { a: grant(-24), b: grant(-1) }, request(0))).toBeUndefined();
  });

  it('do not count the message itself, asked for again', () => {
    expect(brokenCap(twoADay, { a: grant(0), b: grant(1) }, request(1, 'b'))).toBeUndefined();
  });
});
