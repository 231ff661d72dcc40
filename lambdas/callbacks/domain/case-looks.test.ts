import { expect, it } from 'vitest';
import { aCallback } from '../../../test/support/a-callback.ts';
import type { Callback, Check } from './callback.ts';
import { firstLookAtCase, nextLookAtCase } from './case-looks.ts';

const from = '2026-11-20T17:00:00.000Z';
const days = 1_440;

/** Minutes after `from` at which the case of a callback is looked at. */
const looksAt = (callback: Callback): number[] => {
  const looks: number[] = [];
  let check: Check | undefined = firstLookAtCase(from);
  while (check && looks.length < 2_000) {
    looks.push((Date.parse(check.at) - Date.parse(from)) / 60_000);
    check = nextLookAtCase({ ...callback, check }, check.at);
  }
  return looks;
};

it.each<[string, Callback, number]>([
  ['an open', aCallback({ requestedAt: from }), 30],
  [
    'a called off',
    aCallback({ state: 'cancelled', requestedAt: '2026-11-01T17:00:00.000Z', date: { cancelled: from } }),
    7,
  ],
])(
  'the case of %s escalation is looked at ever more rarely, each hour at least, and not for ever',
  (_, callback, end) => {
    const looks = looksAt(callback);
    expect(looks.slice(0, 6)).toEqual([5, 15, 35, 75, 135, 195]);
    const last = looks.at(-1) ?? 0;
    expect(last).toBeGreaterThanOrEqual(end * days);
    expect(last).toBeLessThan(end * days + 60);
  },
);
