import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anIssueCase } from '../../../test/support/fake-cases.ts';
import { followUp } from './follow-up.ts';
import type { IssueCase } from './issue-case.ts';

const rules = { resolution: { quietHoursWithoutError: 24 }, candidateTTLDays: 7 };
const chosenAt = '2026-11-20T18:00:00.000Z';
const later = (hours: number): string => new Date(Date.parse(chosenAt) + hours * 3_600_000).toISOString();
/** Chose to update to 2.5.2, an hour after the first error of 2.5.1. */
const updating = (overrides: Partial<IssueCase> = {}): IssueCase =>
  anIssueCase({ state: 'engaged', chosen: { step: 'update', at: chosenAt }, ...overrides });
const at = (hours: number, issue: IssueCase) => followUp(issue, rules, new Date(later(hours)))?.kind;
const error = (hours: number, version: string): Partial<IssueCase> => ({
  ...{ lastErrorAt: later(hours), lastErrorVersion: version, sightings: 2 },
});

describe('silence of the updated version', () => {
  it('resolves a case after the program’s hours, not before', () => {
    expect(at(23.99, updating())).toBeUndefined();
    expect(at(24, updating())).toBe('no-further-error');
  });

  it('counts anew from an error of the broken version: the customer had not updated yet', () => {
    const issue = updating(error(5, '2.5.1'));
    expect(at(24, issue)).toBeUndefined();
    expect(at(28.99, issue)).toBeUndefined();
    expect(at(29, issue)).toBe('no-further-error');
  });

  it('says nothing when the customer chose something else, or nothing, or waits for a call', () => {
    expect(at(48, updating({ chosen: { step: 'clear-cache', at: chosenAt } }))).toBeUndefined();
    expect(at(48, anIssueCase())).toBeUndefined();
    expect(at(48, updating({ state: 'calling' }))).toBeUndefined();
    expect(at(48, updating({ state: 'open' }))).toBeUndefined();
  });
});

describe('an error of the updated version', () => {
  it.each(['2.5.2', '2.5.10', '3.0'])('opens the case again: %s', (version) => {
    expect(followUp(updating(error(1, version)), rules, new Date(later(2)))).toEqual({
      ...{ kind: 'error-again', appVersion: version, at: later(2) },
    });
  });

  it('is no such error before the choice, nor of a version without the fix', () => {
    expect(at(2, updating(error(-1, '2.5.2')))).toBeUndefined();
    expect(at(2, updating(error(1, '2.5.2-beta')))).toBeUndefined();
  });

  it('is one of any other version where the fix names none', () => {
    const fix = { known: true, steps: ['update' as const] };
    expect(at(2, updating({ fix, ...error(1, '2.5.1') }))).toBeUndefined();
    expect(at(2, updating({ fix, ...error(1, 'nightly') }))).toBe('error-again');
  });
});

describe('the life of a case', () => {
  it('ends so many days after its last error, whatever its state', () => {
    const days = (n: number): string => new Date(Date.parse(anIssueCase().openedAt) + n * 86_400_000).toISOString();
    const asked = (issue: IssueCase, time: string) => followUp(issue, rules, new Date(time))?.kind;
    expect(asked(anIssueCase(), days(6.99))).toBeUndefined();
    expect(asked(anIssueCase(), days(7))).toBe('expired');
    expect(asked(anIssueCase({ lastErrorAt: days(3) }), days(7))).toBeUndefined();
    expect(asked(anIssueCase({ state: 'calling', lastErrorAt: days(3) }), days(10))).toBe('expired');
  });

  it('goes on as long after its customer said that it is still broken', () => {
    const issue = anIssueCase({ stillBrokenAt: '2026-11-28T18:00:00.000Z' });
    expect(followUp(issue, rules, new Date('2026-12-05T17:59:59.000Z'))).toBeUndefined();
    expect(followUp(issue, rules, new Date('2026-12-05T18:00:00.000Z'))?.kind).toBe('expired');
  });

  it('is never ended twice, and what has begun to be due stays due', () => {
    const anyCase = fc.record({
      state: fc.constantFrom('open' as const, 'engaged' as const, 'calling' as const, 'closed' as const),
      lastErrorVersion: fc.constantFrom('2.5.1', '2.5.2', 'nightly'),
      hours: fc.integer({ min: -24, max: 400 }),
    });
    fc.assert(
      fc.property(anyCase, fc.nat(500), fc.nat(500), ({ state, lastErrorVersion, hours }, now, more) => {
        const issue = updating({ state, lastErrorVersion, lastErrorAt: later(hours) });
        const found = at(now, issue);
        if (state === 'closed') expect(found).toBeUndefined();
        if (found !== undefined) expect(at(now + more, issue)).toBeDefined();
      }),
    );
  });
});
