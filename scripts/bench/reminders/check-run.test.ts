import { describe, expect, it } from 'vitest';
import type { Attempt, Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { aDraftNotification } from '../../../test/support/a-draft-notification.ts';
import { checkRun } from './check-run.ts';
import { fanOf } from './fans.ts';
import type { Call } from './providers.ts';

const fans = 100;
const at = '2026-11-20T17:00:00.000Z';
const attempts = (count: number): Attempt[] =>
  Array.from({ length: count }, (_, n) => ({ number: n + 1, provider: 'ses', startedAt: at }));

const messageOf = (n: number): Notification => {
  const { customerId, kind } = fanOf(n);
  const state = kind === 'invalid' ? ('failed' as const) : ('accepted' as const);
  return { ...aDraftNotification({ customerId, state, attempts: attempts(kind === 'later' ? 2 : 1) }), id: `n-${n}` };
};
const callsOf = ({ id, attempts: made }: Notification): Call[] =>
  made.map(({ number }) => ({ provider: 'ses', id, attempt: number, at: 0, parts: 1 }));

const goodRun = () => {
  const ledger = Array.from({ length: fans }, (_, n) => messageOf(n));
  return { fans, ledger, calls: ledger.flatMap(callsOf) };
};

describe('the check of a run', () => {
  it('lets a good one pass, and tells what was expected', () => {
    expect(checkRun(goodRun())).toEqual({ messages: 100, later: 4, invalid: 1 });
  });

  it.each<[string, (run: ReturnType<typeof goodRun>) => void]>([
    ['a message that came twice', ({ calls }) => void calls.push({ ...(calls[5] as Call) })],
    ['one that never came', ({ calls }) => void calls.splice(5, 1)],
    ['one that is missing from the ledger', ({ ledger }) => void ledger.splice(5, 1)],
    ['one that was not accepted', ({ ledger }) => void Object.assign(ledger[5] as Notification, { state: 'failed' })],
    ['one more attempt than needed', ({ ledger }) => void (ledger[5] as Notification).attempts.push(...attempts(1))],
  ])('refuses a run with %s', (_, spoil) => {
    const run = goodRun();
    spoil(run);
    expect(() => checkRun(run)).toThrow(/wrong/);
  });
});
