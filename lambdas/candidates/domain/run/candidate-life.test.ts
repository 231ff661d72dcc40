import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCandidate } from '../../../../test/support/a-candidate.ts';
import { aPinnedProgram } from '../../../../test/support/a-pinned-program.ts';
import type { CandidateState } from '../candidate.ts';
import { candidateStates, closedReasons, refusalOf } from './candidate-state.ts';
import { asOfDay, isDay, resolveDay } from './day.ts';
import { toStoredCandidate } from './stored-candidate.ts';

describe('the states of a candidate', () => {
  it('allow exactly the moves of the design', () => {
    const allowed = candidateStates.flatMap((from) =>
      candidateStates
        .filter((to) => {
          const closedReason = to === 'closed' ? ('consumed' as const) : undefined;
          return refusalOf({ from, to, closedReason }) === undefined;
        })
        .map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual([
      'active → contacted',
      'active → closed',
      'contacted → engaged',
      'contacted → closed',
      'engaged → closed',
    ]);
  });

  it('lead on from closed nowhere, and never back, whatever is tried', () => {
    const rank: Record<CandidateState, number> = { active: 0, contacted: 1, engaged: 2, closed: 3 };
    const move = fc.tuple(
      fc.constantFrom(...candidateStates),
      fc.option(fc.constantFrom(...closedReasons), { nil: undefined }),
    );
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let state: CandidateState = 'active';
        for (const [to, closedReason] of moves) {
          if (refusalOf({ from: state, to, closedReason }) !== undefined) continue;
          expect(rank[to]).toBeGreaterThan(rank[state]);
          state = to;
        }
      }),
    );
  });

  it('want a reason for closing and for nothing else, and say what is allowed', () => {
    expect(refusalOf({ from: 'active', to: 'closed' })).toMatch(/reason: consumed, resolved/);
    expect(refusalOf({ from: 'active', to: 'contacted', closedReason: 'expired' })).toMatch(/Only closing/);
    expect(refusalOf({ from: 'closed', to: 'active' })).toMatch(/nothing, it is at its end/);
  });
});

describe('a stored candidate', () => {
  const { program } = aPinnedProgram({ candidateTTLDays: 30 });
  const run = { runId: 'r', day: '2026-11-20', asOf: '2026-11-21T00:00:00.000Z', programHash: 'h' };
  const score = {
    ...{ value: 0.81, band: 'high' as const, scoredBy: 'model://m', modelVersion: '2', fallback: false, cached: false },
    ...{ features: { price: 1 }, defaulted: [] },
  };
  const record = {
    ...run,
    decidedAt: run.asOf,
    candidate: aCandidate(),
    verdicts: [],
    outcome: 'scored' as const,
    score,
  };

  it('expires candidateTTLDays after the run’s asOf, whenever it is written', () => {
    const stored = toStoredCandidate(record, { run, program }, '2026-12-24T08:00:00.000Z');
    expect(stored?.expiresAt).toBe(Date.parse('2026-12-21T00:00:00.000Z') / 1000);
    expect(stored).toMatchObject({ state: 'active', score: 0.81, band: 'high', modelVersion: '2', day: '2026-11-20' });
  });

  it('is offered on the enabled channels only', () => {
    const [email] = program.channels;
    if (!email) throw new Error('product-reviews has a channel');
    const channels = [email, { ...email, channelId: 'sms', type: 'sms' as const, enabled: false }];
    expect(toStoredCandidate(record, { run, program: { ...program, channels } }, run.asOf)?.channels).toEqual([
      'email',
    ]);
  });

  it('is not made of a rejected record', () => {
    const { score: _score, ...rejected } = record;
    expect(toStoredCandidate({ ...rejected, outcome: 'rejected' }, { run, program }, run.asOf)).toBeUndefined();
  });
});

describe('the day of a run', () => {
  const now = new Date('2026-11-21T00:30:00+09:00');
  it('is yesterday in UTC, unless told otherwise', () => {
    expect(resolveDay(undefined, now)).toBe('2026-11-19');
    expect(resolveDay('yesterday', now)).toBe('2026-11-19');
    expect(resolveDay('2026-01-31', now)).toBe('2026-01-31');
  });

  it.each(['2026-11-20', '2027-01-01', '2026-02-30', '20261119', 'today'])('is refused when it is %s', (day) => {
    expect(() => resolveDay(day, now)).toThrow(day);
  });

  it('ends at midnight UTC', () => {
    expect(asOfDay('2026-12-31')).toBe('2027-01-01T00:00:00.000Z');
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
  });
});
