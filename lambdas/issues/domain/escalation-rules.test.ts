import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { anIssueCase } from '../../../test/support/fake-cases.ts';
import { compileEscalationRules, dueEscalations } from './escalation-rules.ts';
import type { IssueCase } from './issue-case.ts';

const rules = compileEscalationRules(aPinnedReactiveProgram().program);
const opened = Date.parse(anIssueCase().openedAt);
const due = (minutes: number, issue: IssueCase): string[] =>
  dueEscalations(rules, issue, new Date(opened + minutes * 60_000)).map(({ ruleId }) => ruleId);
const risky = (score: number): Partial<IssueCase> => ({ risk: { ...anIssueCase().risk, score } });

describe('the program’s escalation rules', () => {
  it('send to support what is unresolved for more than an hour', () => {
    expect(due(60, anIssueCase())).toEqual([]);
    expect(due(61, anIssueCase())).toEqual(['unresolved']);
    expect(due(61, anIssueCase({ state: 'engaged' }))).toEqual(['unresolved']);
  });

  it('leave to the agent what waits for a call', () => {
    expect(due(61, anIssueCase({ state: 'calling' }))).toEqual([]);
  });

  it('send to a manager whoever is about to leave; every rule that holds acts', () => {
    expect(due(61, anIssueCase(risky(0.91)))).toEqual(['unresolved', 'high-risk']);
    expect(due(61, anIssueCase({ ...risky(0.91), state: 'calling' }))).toEqual(['high-risk']);
    expect(due(61, anIssueCase(risky(0.9)))).toEqual(['unresolved']);
  });

  it('act once per case, and never on a closed one', () => {
    const acted = { ruleId: 'unresolved', action: 'escalate-to-support' as const, at: anIssueCase().openedAt };
    expect(due(120, anIssueCase({ ...risky(0.95), escalations: [acted] }))).toEqual(['high-risk']);
    expect(due(120, anIssueCase({ ...risky(0.95), state: 'closed' }))).toEqual([]);
  });

  it('stay due until they have acted', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(600), fc.double({ min: 0, max: 1, noNaN: true }), (minutes, more, score) => {
        const issue = anIssueCase(risky(score));
        expect(due(minutes + more, issue)).toEqual(expect.arrayContaining(due(minutes, issue)));
      }),
    );
  });
});
