// Does every part of a condition fit the others? Everything is decided here, so that evaluation can't fail.
import { refuse } from './condition-error.ts';
import type { Expression, Variables, VariableType } from './syntax.ts';

const withArticle: Record<VariableType, string> = {
  number: 'a number',
  text: 'a text',
  flag: 'a flag',
  duration: 'a duration',
};

export type TypeScope = { source: string; variables: Variables };
type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

const variableType = ({ source, variables }: TypeScope, { name, at }: Of<'variable'>): VariableType => {
  const type = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (type) return type;
  const known = Object.keys(variables).join(', ');
  return refuse(source, at, [`there is no variable "${name}"`, `Use one of: ${known}; texts stand in quotes`]);
};

const sameType = ({ source }: TypeScope, at: number, [left, right]: readonly [VariableType, VariableType]): void => {
  if (left === right) return;
  const durations = [left, right].includes('duration') && [left, right].includes('number');
  const whatToDo = durations ? 'Write durations with a unit: 30s, 15m, 1h, 2d' : `Compare it with ${withArticle[left]}`;
  refuse(source, at, [`${withArticle[left]} can’t be compared with ${withArticle[right]}`, whatToDo]);
};

const compareType = (scope: TypeScope, { operator, left, right, at }: Of<'compare'>): VariableType => {
  const types = [typeOf(scope, left), typeOf(scope, right)] as const;
  const hasOrder = types.every((type) => type === 'number' || type === 'duration');
  if (types[0] !== types[1]) sameType(scope, at, types);
  if (operator !== '==' && operator !== '!=' && !hasOrder)
    refuse(scope.source, at, [
      `"${operator}" compares numbers or durations, not ${withArticle[types[0]]}`,
      types[0] === 'flag'
        ? 'A flag stands alone; comparisons after not need brackets: not (…)'
        : 'Use == or != or in [...]',
    ]);
  return 'flag';
};

const flagOf = (scope: TypeScope, part: Expression, where: string): VariableType => {
  const type = typeOf(scope, part);
  if (type === 'flag') return type;
  const whatToDo =
    where === 'not' ? 'Put brackets around the comparison: not (…)' : 'Compare it with something, or use a flag';
  return refuse(scope.source, part.at, [`"${where}" needs yes or no here, this is ${withArticle[type]}`, whatToDo]);
};

const typeOf = (scope: TypeScope, expression: Expression): VariableType => {
  switch (expression.kind) {
    case 'variable':
      return variableType(scope, expression);
    case 'not':
      return flagOf(scope, expression.operand, 'not');
    case 'compare':
      return compareType(scope, expression);
    case 'in': {
      const left = typeOf(scope, expression.left);
      for (const item of expression.list) sameType(scope, item.at, [left, item.kind]);
      return 'flag';
    }
    case 'and':
    case 'or':
      for (const part of expression.parts) flagOf(scope, part, expression.kind);
      return 'flag';
    default:
      return expression.kind;
  }
};

/** @throws ConditionError unless all names are known, all types fit and the whole is a flag */
export const checkTypes = (scope: TypeScope, expression: Expression): void => {
  const type = typeOf(scope, expression);
  if (type !== 'flag')
    refuse(scope.source, expression.at, [
      `a condition is true or false, this is ${withArticle[type]}`,
      'Compare it with something, for example: churn_risk > 0.9',
    ]);
};
