// Which cases nobody has helped yet, and who must hear of them, by the program's escalation rules.
import { type Condition, compileCondition, type ValuesOf } from '../../shared/conditions/compile-condition.ts';
import type { ReactiveProgram } from '../../shared/programs/reactive-program-schema.ts';
import type { Escalation, IssueCase } from './issue-case.ts';

/** Cases that have been open for no longer are nobody's business yet (seed: "Filter: created >1 hour ago"). */
export const escalatedAfterMs = 3_600_000;

/** What escalation rules may ask. `unresolved`: since the case was opened; `sightings`: events since then, the first included. */
export const escalationVariables = {
  unresolved: 'duration',
  churn_risk: 'number',
  ratio: 'number',
  severity: 'text',
  issue_type: 'text',
  marketplace: 'text',
  sightings: 'number',
  fix_known: 'flag',
  engaged: 'flag',
  calling: 'flag',
  still_broken: 'flag',
} as const;
type Facts = ValuesOf<typeof escalationVariables>;

type EscalationRule = Omit<Escalation, 'at'> & { condition: Condition<typeof escalationVariables> };

/** Compiles a program's escalation rules: once per version of the program. @throws ConditionError */
export const compileEscalationRules = ({ escalation }: Pick<ReactiveProgram, 'escalation'>): EscalationRule[] =>
  escalation.rules.map(({ ruleId, when, action }) => ({
    ...{ ruleId, action },
    condition: compileCondition(when, escalationVariables),
  }));

const factsOf = (issue: IssueCase, now: Date): Facts => ({
  unresolved: now.getTime() - Date.parse(issue.openedAt),
  churn_risk: issue.risk.score,
  ratio: issue.risk.ratio,
  severity: issue.severity,
  issue_type: issue.issueType,
  marketplace: issue.marketplace,
  sightings: issue.sightings,
  fix_known: issue.fix.known,
  engaged: issue.state === 'engaged',
  calling: issue.state === 'calling',
  still_broken: issue.stillBrokenAt !== undefined,
});

/** The rules that hold for a case now and have not acted on it yet, in the program's order; none for a closed one. */
export const dueEscalations = (
  rules: readonly EscalationRule[],
  issue: IssueCase,
  now: Date,
): Omit<Escalation, 'at'>[] => {
  if (issue.state === 'closed') return [];
  const acted = new Set(issue.escalations.map(({ ruleId }) => ruleId));
  const facts = factsOf(issue, now);
  return rules
    .filter(({ ruleId, condition }) => !acted.has(ruleId) && condition.evaluate(facts))
    .map(({ ruleId, action }) => ({ ruleId, action }));
};
