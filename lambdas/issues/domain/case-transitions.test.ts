import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anIssueCase } from '../../../test/support/fake-cases.ts';
import { advanceCase, type CaseEvent } from './case-transitions.ts';
import type { CaseEntry, IssueCase } from './issue-case.ts';

const at = '2026-11-20T18:00:00.000Z';
const solutionStep = fc.constantFrom(
  'update' as const,
  'clear-cache' as const,
  'reinstall' as const,
  'callback' as const,
);
const callbackId = fc.constantFrom('cb-1', 'cb-2');
const when = fc.date({ min: new Date('2026-11-19'), max: new Date('2026-11-25'), noInvalidDate: true });
const events: fc.Arbitrary<CaseEvent> = fc
  .tuple(
    when.map((date) => date.toISOString()),
    fc.oneof(
      solutionStep.map((step) => ({ kind: 'chose' as const, step })),
      fc.constantFrom('fixed', 'still-broken').map((kind) => ({ kind }) as const),
      fc.constantFrom('no-further-error', 'expired').map((kind) => ({ kind, quietSince: at }) as const),
      callbackId.map((id) => ({ kind: 'call-requested' as const, callbackId: id })),
      callbackId.map((id) => ({ kind: 'call-ended' as const, callbackId: id, outcome: 'not-reached' as const })),
      callbackId.map((id) => ({ kind: 'agent-solved' as const, callbackId: id })),
      fc.constant({ kind: 'error-again' as const, appVersion: '2.5.2' }),
      fc
        .constantFrom('r1', 'r2')
        .map((ruleId) => ({ kind: 'escalated' as const, ruleId, action: 'escalate-to-support' as const })),
    ),
  )
  .map(([time, event]) => ({ ...event, at: time }) as CaseEvent);

const run = (sequence: readonly CaseEvent[], from: IssueCase = anIssueCase()) => {
  const seen = [from];
  const entries: CaseEntry[] = [];
  for (const event of sequence) {
    const step = advanceCase(seen.at(-1) ?? from, event);
    if (step.kind !== 'changed') continue;
    seen.push(step.next);
    entries.push(step.entry);
  }
  return { seen, entries, last: seen.at(-1) ?? from };
};
const caseAfter = (...sequence: CaseEvent[]): IssueCase => run(sequence).last;
const chose = (step: 'update' | 'reinstall'): CaseEvent => ({ kind: 'chose', step, at });
const quietSince = '2026-11-19T18:00:00.000Z';
const expired: CaseEvent = { kind: 'expired', quietSince, at };
const called: CaseEvent = { kind: 'call-requested', callbackId: 'cb-1', at };

describe('a case', () => {
  it('is engaged by a choice, open again by "still broken", and says which step it was', () => {
    const engaged = caseAfter(chose('update'));
    expect(engaged).toMatchObject({ state: 'engaged', chosen: { step: 'update', at } });
    const broken = caseAfter(chose('update'), { kind: 'still-broken', at });
    expect(broken).toMatchObject({ state: 'open', stillBrokenAt: expect.any(String), chosen: { step: 'update' } });
    expect(caseAfter(chose('update'), { kind: 'still-broken', at }, chose('reinstall'))).not.toHaveProperty(
      'stillBrokenAt',
    );
  });

  it.each<[CaseEvent['kind'], CaseEvent, object]>([
    ['fixed', { kind: 'fixed', at }, { reason: 'resolved', method: 'self-service' }],
    ['agent-solved', { kind: 'agent-solved', callbackId: 'cb-1', at }, { reason: 'resolved', method: 'agent' }],
    [
      'no-further-error',
      { kind: 'no-further-error', quietSince, at },
      { reason: 'resolved', method: 'no-further-error', quietSince },
    ],
    ['expired', { kind: 'expired', quietSince, at }, { reason: 'expired', quietSince }],
  ])('is closed by %s, with reason, method and time, and handed over', (_, event, how) => {
    const closed = caseAfter(chose('update'), event);
    expect(closed).toMatchObject({ state: 'closed', closed: how, handoverAt: closed.updatedAt });
    expect(closed.closed?.at).toBe(closed.updatedAt);
  });

  it('goes on when a call brought nothing, and waits for the call it asked for', () => {
    const ended = (callbackId: string): CaseEvent => ({ kind: 'call-ended', callbackId, outcome: 'not-reached', at });
    expect(caseAfter(called).state).toBe('calling');
    expect(caseAfter(called, ended('cb-1')).state).toBe('open');
    expect(caseAfter(called, ended('cb-2')).state).toBe('calling');
    expect(caseAfter(called, chose('update')).state).toBe('calling');
    expect(caseAfter(called, { kind: 'fixed', at }).state).toBe('closed');
  });

  it('is not resolved by silence unless the customer chose something', () => {
    const silence: CaseEvent = { kind: 'no-further-error', quietSince, at };
    expect(advanceCase(anIssueCase(), silence)).toEqual({ kind: 'refused', reason: 'not-now' });
    expect(advanceCase(caseAfter(called), silence)).toEqual({ kind: 'refused', reason: 'not-now' });
  });

  it('is not changed by the same thing twice', () => {
    for (const event of [chose('update'), called, { kind: 'still-broken', at }, { kind: 'fixed', at }] as CaseEvent[])
      expect(advanceCase(caseAfter(event), event)).toEqual({ kind: 'unchanged' });
    const rule: CaseEvent = { kind: 'escalated', ruleId: 'r', action: 'escalate-to-manager', at };
    expect(advanceCase(caseAfter(rule), rule)).toEqual({ kind: 'unchanged' });
    expect(caseAfter(rule).escalations).toHaveLength(1);
  });

  it.each(['fixed', 'agent-solved', 'no-further-error', 'expired'] as const)(
    'that was closed by %s is opened again by its customer, with nothing left of that end',
    (kind) => {
      const end = { kind, callbackId: 'cb-1', at } as CaseEvent;
      const again = caseAfter({ kind: 'still-broken', at }, chose('update'), end, { kind: 'still-broken', at });
      expect(again).toMatchObject({ state: 'open', stillBrokenAt: again.updatedAt });
      expect(again).not.toHaveProperty('closed');
      expect(again).not.toHaveProperty('handoverAt');
    },
  );

  it('that was closed after "still broken" is opened again by the next one', () => {
    const again = caseAfter({ kind: 'still-broken', at }, expired, { kind: 'still-broken', at });
    expect(again.state).toBe('open');
  });

  it.each<[string, CaseEvent[]]>([
    ['an error of the updated version', [{ kind: 'error-again', appVersion: '2.5.2', at }]],
    ['"still broken"', [{ kind: 'still-broken', at }]],
    ['a missed call', [called, { kind: 'call-ended', callbackId: 'cb-1', outcome: 'not-reached', at }]],
  ])('is engaged anew by the same step after %s, so that silence can close it', (_, between) => {
    const later = '2026-11-21T18:00:00.000Z';
    const again = caseAfter(chose('update'), ...between, { kind: 'chose', step: 'update', at: later });
    expect(again).toMatchObject({ state: 'engaged', chosen: { step: 'update', at: later } });
    expect(advanceCase(again, { kind: 'no-further-error', quietSince: later, at: later })).toMatchObject({
      next: { state: 'closed' },
    });
  });

  it('tells a late customer that it is closed', () => {
    const closed = caseAfter(expired);
    expect(advanceCase(closed, chose('update'))).toEqual({ kind: 'refused', reason: 'closed' });
    expect(advanceCase(closed, { kind: 'fixed', at })).toEqual({ kind: 'refused', reason: 'closed' });
  });
});

describe('whatever happens to a case, in whatever order', () => {
  it('a closed one never changes, unless its customer says that it is still broken', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), fc.array(events, { maxLength: 10 }), (before, later) => {
        const { last } = run([...before, { kind: 'fixed', at }]);
        expect(last.state).toBe('closed');
        const rest = later.filter(({ kind }) => kind !== 'still-broken');
        expect(run(rest, last).last).toEqual(last);
      }),
    );
  });

  it('times rise, revisions count, and every change has its entry', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (sequence) => {
        const { seen, entries } = run(sequence);
        expect(entries).toHaveLength(seen.length - 1);
        for (const [index, entry] of entries.entries()) {
          const [before, next] = [seen[index], seen[index + 1]];
          expect(entry.at).toBe(next?.updatedAt);
          expect(String(next?.updatedAt) > String(before?.updatedAt)).toBe(true);
          expect(next?.revision).toBe((before?.revision ?? 0) + 1);
        }
        expect(new Set(entries.map(({ at: time, kind }) => `${time} ${kind}`)).size).toBe(entries.length);
      }),
    );
  });

  it('what never changes stays, a rule acts once, and only a closed case says how it closed', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (sequence) => {
        const { last } = run(sequence);
        const { caseId, customerId, episode, openedAt, fix, risk, sightings, lastErrorAt } = anIssueCase();
        expect(last).toMatchObject({ caseId, customerId, episode, openedAt, fix, risk, sightings, lastErrorAt });
        const ruleIds = last.escalations.map(({ ruleId }) => ruleId);
        expect(new Set(ruleIds).size).toBe(ruleIds.length);
        expect(last.closed !== undefined).toBe(last.state === 'closed');
      }),
    );
  });
});
