import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleClaim } from './settle-claim.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 10, n)).toISOString();
const seconds = (iso: string): number => Date.parse(iso) / 1_000;
const aClaim = (overrides: { resolvedAt?: string; historyUntil?: string; expiresAt?: number } = {}) => ({
  ...{ episode: 2, caseId: 'c-2', eventId: 'e-0', openedAt: day(1), expiresAt: seconds(day(8)) },
  ...overrides,
});
const settle = (claim: Parameters<typeof settleClaim>[0], at: string, now = at, eventId = 'e-1') =>
  settleClaim(claim, { event: { eventId, at }, now: new Date(now) });

describe('an error of an issue', () => {
  it('never seen before opens the first episode', () => {
    expect(settle(undefined, day(1))).toEqual({ kind: 'open', episode: 1 });
  });

  it('that is open is one more sighting', () => {
    expect(settle(aClaim(), day(3))).toEqual({ kind: 'sighting', caseId: 'c-2' });
  });

  it('that is resolved opens the next episode only when it is later', () => {
    const resolved = aClaim({ resolvedAt: day(3) });
    expect(settle(resolved, day(4))).toEqual({ kind: 'open', episode: 3 });
    expect(settle(resolved, day(3), day(4))).toEqual({ kind: 'old' });
    expect(settle(resolved, day(2), day(4))).toEqual({ kind: 'old' });
  });

  it('of the episode before that comes late is history, and no sighting of the next one', () => {
    const returned = aClaim({ historyUntil: day(3) });
    expect(settle(returned, day(3), day(5))).toEqual({ kind: 'old' });
    expect(settle(returned, day(4), day(5))).toEqual({ kind: 'sighting', caseId: 'c-2' });
  });

  it('whose time is over opens the next episode, also by an error that was reported late', () => {
    expect(settle(aClaim(), day(9))).toEqual({ kind: 'open', episode: 3 });
    expect(settle(aClaim(), day(7), day(9))).toEqual({ kind: 'open', episode: 3 });
  });

  it('by the event that opened it is the same, whatever became of it', () => {
    for (const claim of [aClaim(), aClaim({ resolvedAt: day(3) }), aClaim({ expiresAt: 0 })])
      expect(settle(claim, day(5), day(9), 'e-0')).toEqual({ kind: 'same', caseId: 'c-2' });
  });
});

it('never opens while the issue is open, and never for an error before it was resolved', () => {
  const time = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(time, time, fc.option(time, { nil: undefined }), time, (at, late, resolved, expires) => {
      const claim = aClaim({
        expiresAt: seconds(day(expires)),
        ...(resolved !== undefined && { resolvedAt: day(resolved) }),
      });
      const now = day(at + late);
      if (settle(claim, day(at), now).kind !== 'open') return;
      if (resolved !== undefined) expect(at).toBeGreaterThan(resolved);
      else expect(seconds(now)).toBeGreaterThanOrEqual(claim.expiresAt);
    }),
  );
});
