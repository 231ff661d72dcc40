import { expect, it } from 'vitest';
import { aStoredCandidate } from '../../../../test/support/a-stored-candidate.ts';
import { decideRefresh } from './refresh-decision.ts';

const existing = aStoredCandidate();

it.each(['contacted', 'engaged', 'closed'] as const)('leaves a candidate that is %s', (state) => {
  expect(decideRefresh({ ...existing, state }, aStoredCandidate({ score: 0.9 }), true)).toBe('leave');
});

it('leaves a candidate of a later day: an old day run again must not undo a newer one', () => {
  expect(decideRefresh(existing, aStoredCandidate({ day: '2026-11-18', score: 0.9 }), true)).toBe('leave');
});

it('leaves a candidate of a later attempt at the same day, committed or not', () => {
  const later = aStoredCandidate({ runId: 'product-reviews:2026-11-19:002' });
  for (const committed of [true, false]) {
    expect(decideRefresh(later, aStoredCandidate({ score: 0.9 }), committed)).toBe('leave');
    expect(decideRefresh(later, aStoredCandidate(), committed)).toBe('leave');
  }
});

it('keeps what only another run or time would change', () => {
  const again = aStoredCandidate({ runId: 'product-reviews:2026-11-19:002', updatedAt: '2026-11-21T00:00:00.000Z' });
  expect(decideRefresh(existing, again, true)).toBe('keep');
  expect(decideRefresh(existing, { ...again, attributes: { refunded: false, purchased: true } }, true)).toBe('keep');
});

it('writes the same content again while the run that holds it is not committed', () => {
  const again = aStoredCandidate({ runId: 'product-reviews:2026-11-19:002' });
  expect(decideRefresh(existing, again, false)).toBe('write');
  expect(decideRefresh(existing, aStoredCandidate(), false)).toBe('keep');
});

it.each([
  { score: 0.51 },
  { channels: ['sms'] },
  { attributes: { purchased: false, refunded: false } },
  { day: '2026-11-20' },
  { expiresAt: 1_900_000_000 },
])('writes a change of %o', (change) => {
  expect(decideRefresh(existing, aStoredCandidate(change), true)).toBe('write');
});
