// Escalation rules: conditions that compile, ids used once, and durations that an hourly job can keep.
import { escalatedAfterMs, escalationVariables } from '../../lambdas/issues/domain/escalation-rules.ts';
import { parseCondition } from '../../lambdas/shared/conditions/parse-condition.ts';
import { durationUnits, type Expression } from '../../lambdas/shared/conditions/syntax.ts';
import type { ReactiveProgram } from '../../lambdas/shared/programs/reactive-program-schema.ts';
import { conditionCheck } from './condition-checks.ts';
import type { Finding } from './problem.ts';
import { repeated } from './repeated.ts';

/** Durations of a condition, as written: `{text: "15m", ms: 900000}`. Of all variables only `unresolved` is one. */
const durationsIn = (expression: Expression): { text: string; ms: number }[] => {
  switch (expression.kind) {
    case 'duration': {
      const { amount, unit } = expression;
      return [{ text: `${amount}${unit}`, ms: amount * durationUnits[unit] }];
    }
    case 'not':
      return durationsIn(expression.operand);
    case 'compare':
      return [expression.left, expression.right].flatMap(durationsIn);
    case 'in':
      return [expression.left, ...expression.list].flatMap(durationsIn);
    case 'and':
    case 'or':
      return expression.parts.flatMap(durationsIn);
    default:
      return [];
  }
};

/** `escalate-unresolved` asks each hour, about what has been open for longer than an hour. */
const durationCheck = (when: string, path: PropertyKey[]): Finding[] =>
  durationsIn(parseCondition(when))
    .filter(({ ms }) => ms < escalatedAfterMs)
    .map(({ text }) => ({
      path,
      what: `the rule tells cases apart by ${text}, but is asked each hour about cases that have been open for more than 1h`,
      right: 'Write 1h or more',
    }));

const ruleCheck = (when: string, path: PropertyKey[]): Finding[] => {
  const wrong = conditionCheck(when, escalationVariables, path);
  return wrong.length > 0 ? wrong : durationCheck(when, path);
};

export const escalationChecks = ({ escalation: { rules } }: ReactiveProgram): Finding[] => [
  ...rules.flatMap(({ when }, index) => ruleCheck(when, ['escalation', 'rules', index, 'when'])),
  ...repeated(
    rules.map(({ ruleId }) => ruleId),
    (index) => ['escalation', 'rules', index, 'ruleId'],
  ),
];
