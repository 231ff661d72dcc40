import { describe, expect, it } from 'vitest';
import { aCaseFacts, aHelpMessage, aTicket } from '../../../test/support/a-case-story.ts';
import { callbackIdsOfCase } from '../../callbacks/index.ts';
import type { CaseFacts, TicketFacts } from '../domain/figures/facts.ts';
import { type CaseRowsDeps, callDays, callsByCase, lastErrors, rowsOfCases } from './case-rows.ts';

const pageOf = async function* <T>(items: T[]) {
  yield items;
};
const call = aTicket({ requestedAt: '2026-11-23T10:00:00.000Z', date: { called: '2026-11-23T10:04:00.000Z' } });
const closed = { reason: 'resolved', method: 'self-service', at: '2026-11-20T10:05:00.000Z' } as const;

const setUp = (
  tickets: TicketFacts[] = [],
  laterErrors: Record<string, string> = {},
  closings: Record<string, string | undefined> = {},
) => {
  const lookedFor: string[] = [];
  const deps: CaseRowsDeps = {
    messages: {
      of: async () => [aHelpMessage(), aHelpMessage({ id: 'later', step: 'satisfaction', channel: 'email' })],
    },
    tickets: {
      ofDay: (_program, day) =>
        pageOf(tickets.filter(({ requestedAt, kind }) => kind === 'call' && requestedAt.startsWith(day))),
      getMany: async (ids) => tickets.filter(({ callbackId }) => ids.includes(callbackId)),
    },
    ratings: {
      of: async (subjects: readonly string[]) =>
        new Map(subjects.map((one) => [one, { solved: one.startsWith('call') ? 5 : 1, effort: 3 }])),
    },
    closings: { of: async () => new Map(Object.entries(closings)) },
    laterErrors: {
      of: async (issues) => {
        lookedFor.push(...issues.map(({ caseId }) => caseId));
        return new Map(Object.entries(laterErrors));
      },
    },
  };
  const rowOf = async (issue: CaseFacts, seen = lastErrors([issue])) => {
    const calls = await callsByCase(deps.tickets, 'p', ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
    const [row] = await rowsOfCases(deps, [issue], { calls, seen });
    return row;
  };
  return { rowOf, lookedFor };
};

describe('the row of a case', () => {
  it('knows a call of days later, its rating before the case’s, and help alone', async () => {
    const row = await setUp([call]).rowOf(aCaseFacts({ callbackId: 'call-1' }));
    expect(row).toMatchObject({ called: true, callSeconds: 240, rating: { solved: 5 }, reach: [{ channel: 'sms' }] });
    expect(row?.tickets).toEqual([{ kind: 'call', worked: true }]);
    expect(row?.left).toBe(false);
  });

  it('knows every call of who asked again, and every escalation, each once', async () => {
    const escalations = [{ ruleId: 'over-an-hour' }];
    const [escalationId = '', second = ''] = callbackIdsOfCase({ caseId: 'case-1', escalations }).slice(1);
    const again = aTicket({ callbackId: 'call-2', requestedAt: '2026-11-21T10:00:00.000Z', compensationUsd: 5 });
    const escalated = aTicket({ callbackId: escalationId, kind: 'escalation', minutes: 9 });
    const reopened = aTicket({ callbackId: second, kind: 'escalation', date: {}, state: 'cancelled' });
    const issue = aCaseFacts({ callbackId: 'call-2', escalations });
    const row = await setUp([call, again, escalated, reopened]).rowOf(issue);
    expect(row?.tickets).toEqual([
      { kind: 'call', worked: true, compensationUsd: 5 },
      { kind: 'call', worked: true },
      { kind: 'escalation', worked: true, minutes: 9 },
      { kind: 'escalation', worked: false },
    ]);
  });

  it('knows a call that was asked for longer after than links live', async () => {
    const late = aTicket({ requestedAt: '2026-12-10T10:00:00.000Z' });
    expect((await setUp([late]).rowOf(aCaseFacts({ callbackId: 'call-1' })))?.tickets).toHaveLength(1);
  });
});

it('has left who closed the account in the 30 days after the case, or nobody knows when', async () => {
  const leftAt = async (at: string | undefined) =>
    (await setUp([], {}, { 'customer-1': at }).rowOf(aCaseFacts()))?.left;
  expect(await leftAt('2026-12-20T10:00:00.000Z')).toBe(true);
  expect(await leftAt('2026-12-20T10:00:00.001Z')).toBe(false);
  expect(await leftAt('2026-11-20T09:59:59.000Z')).toBe(false);
  expect(await leftAt(undefined)).toBe(true);
});

describe('the last error of an issue', () => {
  const issue = aCaseFacts({ state: 'closed', closed });

  it('is that of its next case, where it has one', async () => {
    const next = aCaseFacts({ caseId: 'case-2', episode: 2, lastErrorAt: '2026-11-22T10:00:00.000Z' });
    const other = aCaseFacts({ caseId: 'case-3', issueType: 'login', lastErrorAt: '2026-11-24T10:00:00.000Z' });
    const row = await setUp().rowOf(issue, lastErrors([next, issue, other]));
    expect(row?.lastErrorAt).toBe('2026-11-22T10:00:00.000Z');
  });

  it('is that of a decision against another case, where a closed one can count no more', async () => {
    const { rowOf, lookedFor } = setUp([], { 'case-1': '2026-11-22T11:00:00.000Z' });
    expect((await rowOf(issue))?.lastErrorAt).toBe('2026-11-22T11:00:00.000Z');
    await rowOf(aCaseFacts());
    expect(lookedFor).toEqual(['case-1']);
  });
});

it('calls are looked for a week after the last day, but not in the future', () => {
  const days = { first: '2026-11-01', last: '2026-11-03' };
  expect(callDays(days, new Date('2026-12-31T00:00:00Z')).at(-1)).toBe('2026-11-10');
  expect(callDays(days, new Date('2026-11-04T06:00:00Z'))).toEqual([
    '2026-11-01',
    '2026-11-02',
    '2026-11-03',
    '2026-11-04',
  ]);
});
