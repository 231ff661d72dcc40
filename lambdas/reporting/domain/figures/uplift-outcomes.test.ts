// What help is compared by: outcomes that customers with and without it can have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCaseFacts, aCaseStory, aHelpMessage } from '../../../../test/support/a-case-story.ts';
import { type CaseRow, caseRow } from './case-row.ts';
import type { CaseFacts } from './facts.ts';
import { holdoutGroups } from './holdout-groups.ts';
import { isOver } from './issue-over.ts';

const now = new Date('2026-11-25T06:00:00Z');
const held = aHelpMessage({ state: 'suppressed', reason: 'holdout', date: {} });
const rowOf = (issue: Partial<CaseFacts>, messages = [aHelpMessage()]): CaseRow =>
  caseRow(aCaseStory({ issue: aCaseFacts(issue), messages }));
const over = (row: CaseRow) => isOver(row, now);

describe('an issue is over', () => {
  it('when no error of it came later than a day after its case was opened', () => {
    expect(over(rowOf({ lastErrorAt: '2026-11-21T10:00:00.000Z' }))).toBe(true);
    expect(over(rowOf({ lastErrorAt: '2026-11-21T10:00:00.001Z' }))).toBe(false);
  });

  it('or not yet known, while two days have not passed', () => {
    expect(isOver(rowOf({}), new Date('2026-11-22T09:59:59Z'))).toBeUndefined();
    expect(isOver(rowOf({}), new Date('2026-11-22T10:00:00Z'))).toBe(true);
  });

  it('for a customer without help as for one with it, whatever their cases ended as', () => {
    const expired = { state: 'closed', closed: { reason: 'expired', at: '2026-11-24T10:00:00.000Z' } } as const;
    const tapped = { reason: 'resolved', method: 'self-service', at: '2026-11-20T10:05:00.000Z' } as const;
    const rows = [
      ...['a', 'b'].map((customerId) => rowOf({ customerId, ...expired }, [held])),
      ...['c', 'd'].map((customerId) => rowOf({ customerId, state: 'closed', closed: tapped })),
    ];
    const { contacted, holdout } = holdoutGroups(rows, over);
    expect(contacted).toEqual({ customers: 2, converted: 2 });
    expect(holdout).toEqual({ customers: 2, converted: 2 });
  });

  it('not because somebody tapped “fixed”, when the errors went on', () => {
    const closed = { reason: 'resolved', method: 'self-service', at: '2026-11-20T10:05:00.000Z' } as const;
    const issue = aCaseFacts({ state: 'closed', closed });
    expect(over(caseRow(aCaseStory({ issue, lastErrorAt: '2026-11-23T10:00:00.000Z' })))).toBe(false);
  });
});

describe('the groups of the experiment', () => {
  it('count a customer once, by the first case', () => {
    const rows = [
      rowOf({ caseId: 'second', issueType: 'login', openedAt: '2026-11-21T10:00:00.000Z' }),
      rowOf({ lastErrorAt: '2026-11-23T10:00:00.000Z' }),
      rowOf({ customerId: 'other' }, [held]),
    ];
    expect(holdoutGroups(rows, over)).toEqual({
      contacted: { customers: 1, converted: 0 },
      holdout: { customers: 1, converted: 1 },
    });
  });

  it('leave out later episodes, which only help makes room for, and what is not known yet', () => {
    const young = rowOf({ customerId: 'young', openedAt: '2026-11-24T10:00:00.000Z' });
    const { contacted } = holdoutGroups([rowOf({ episode: 2 }), young], over);
    expect(contacted.customers).toBe(0);
  });

  const anyRow = fc
    .record({
      customerId: fc.constantFrom('a', 'b', 'c', 'd'),
      episode: fc.integer({ min: 1, max: 2 }),
      hours: fc.nat(100),
      isHeld: fc.boolean(),
    })
    .map(({ hours, isHeld, ...facts }) => {
      const lastErrorAt = new Date(Date.UTC(2026, 10, 20, 10 + hours)).toISOString();
      return rowOf({ ...facts, lastErrorAt }, isHeld ? [held] : undefined);
    });

  it('hold nobody twice', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 20 }), (rows) => {
        const { contacted, holdout } = holdoutGroups(rows, over);
        expect(contacted.customers + holdout.customers).toBeLessThanOrEqual(4);
        for (const group of [contacted, holdout]) expect(group.converted).toBeLessThanOrEqual(group.customers);
      }),
    );
  });

  it('give both groups the same outcome for the same errors', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 20 }), (rows) => {
        const as = (group: 'contacted' | 'holdout') =>
          holdoutGroups(
            rows.map((row) => ({ ...row, group })),
            over,
          )[group];
        expect(as('contacted')).toEqual(as('holdout'));
      }),
    );
  });
});
