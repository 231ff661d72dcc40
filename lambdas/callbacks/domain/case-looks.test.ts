import { expect, it } from 'vitest';
import type { Check } from './callback.ts';
import { firstLookAtCase, nextLookAtCase } from './case-looks.ts';

const requestedAt = '2026-11-20T17:00:00.000Z';

it('the case of an escalation is looked at ever more rarely, each hour at least, and for a month at most', () => {
  const looks: number[] = [];
  let check: Check | undefined = firstLookAtCase(requestedAt);
  while (check && looks.length < 2_000) {
    looks.push((Date.parse(check.at) - Date.parse(requestedAt)) / 60_000);
    check = nextLookAtCase({ requestedAt, check }, check.at);
  }
  expect(looks.slice(0, 6)).toEqual([5, 15, 35, 75, 135, 195]);
  const last = looks.at(-1) ?? 0;
  expect(last).toBeGreaterThanOrEqual(30 * 1_440);
  expect(last).toBeLessThan(30 * 1_440 + 60);
});
