import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aDiscoveryBody } from '../../../test/support/a-discovery-body.ts';
import { cacheChange } from './cache-change.ts';
import { refreshAfter } from './freshness.ts';
import { normaliseEvent } from './normalise.ts';
import { windowOf } from './sales.ts';

it.each([
  ['2026-11-20T10:00:00Z', '2026-11-20T09:30:00.000Z'],
  ['2026-11-20T10:00:01Z', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20T10:30:00Z', '2026-11-20T10:00:00.000Z'],
])('a sale at %s is announced in the window %s', (start, window) => expect(windowOf(start)).toBe(window));

it('every sale has the one window w with w < start ≤ w + 30 min', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (start) => {
      const ahead = start.getTime() - Date.parse(windowOf(start.toISOString()));
      expect(ahead).toBeGreaterThan(0);
      expect(ahead).toBeLessThanOrEqual(30 * 60_000);
    }),
  );
});

const fetchedAt = (at: string, overrides: Record<string, unknown> = {}) =>
  normaliseEvent(aDiscoveryBody(overrides), new Date(at));

it('the closer the sale, the sooner an answer is stale', () => {
  const keptFor = (at: string) => Date.parse(refreshAfter(fetchedAt(at))) - Date.parse(at);
  expect(keptFor('2026-11-01T00:00:00Z')).toBe(6 * 3_600_000);
  expect(keptFor('2026-11-20T06:00:00Z')).toBe(3_600_000);
  expect(keptFor('2026-11-20T17:00:00Z')).toBe(600_000);
  expect(keptFor('2026-11-20T17:58:00Z')).toBe(120_000);
});

it('an older copy never replaces a newer one', () => {
  const seen = { ...fetchedAt('2026-11-19T02:00:00Z'), refreshAfter: '', revision: 4 };
  expect(cacheChange(seen, fetchedAt('2026-11-19T01:00:00Z'), '')).toBeUndefined();
  expect(cacheChange(seen, fetchedAt('2026-11-19T03:00:00Z'), '')?.next.revision).toBe(5);
});
