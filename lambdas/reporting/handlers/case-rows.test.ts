import { describe, expect, it } from 'vitest';
import { aCaseFacts, aHelpMessage } from '../../../test/support/a-case-story.ts';
import type { CallFacts } from '../domain/figures/facts.ts';
import { callDays, callsByCase, rowsOfDay } from './case-rows.ts';

const pageOf = async function* <T>(items: T[]) {
  yield items;
};
const call: CallFacts = {
  ...{
    callbackId: 'call-1',
    caseId: 'case-1',
    state: 'done',
    requestedAt: '2026-11-23T10:00:00.000Z',
    outcome: 'solved',
  },
  date: { called: '2026-11-23T10:04:00.000Z' },
};

describe('the rows of a day', () => {
  const issue = aCaseFacts({ callbackId: 'call-1' });
  const deps = {
    cases: { ofDay: () => pageOf([issue]) },
    messages: {
      created: () => pageOf([aHelpMessage(), aHelpMessage({ id: 'later', step: 'satisfaction', channel: 'email' })]),
    },
    ratings: {
      of: async (subjects: readonly string[]) =>
        new Map(subjects.map((one) => [one, { solved: one.startsWith('call') ? 5 : 1, effort: 3 }])),
    },
  };

  it('know a call of days later, its rating before the case’s, and help alone', async () => {
    const calls = await callsByCase({ ofDay: (_program, day) => pageOf(day === '2026-11-23' ? [call] : []) }, 'p', [
      '2026-11-22',
      '2026-11-23',
    ]);
    const [row, ...others] = await rowsOfDay(deps, calls, { programId: 'p', day: '2026-11-20' });
    expect(row).toMatchObject({
      called: true,
      callSeconds: 240,
      rating: { solved: 5 },
      reach: [{ channel: 'sms' }],
      left: false,
    });
    expect(others).toEqual([]);
  });

  it('look for calls a week after the last day, but not in the future', () => {
    const days = { first: '2026-11-01', last: '2026-11-03' };
    expect(callDays(days, new Date('2026-12-31T00:00:00Z')).at(-1)).toBe('2026-11-10');
    expect(callDays(days, new Date('2026-11-04T06:00:00Z'))).toEqual([
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
    ]);
  });
});
