// For tests: well-typed conditions with what they mean, made without parser and evaluator; and a printer of trees.
import fc from 'fast-check';
import type { Expression, Variables, VariableType } from '../../lambdas/shared/conditions/syntax.ts';

type Value = string | number | boolean;
type Values = Readonly<Record<string, Value>>;
type Made<T = Value> = { source: string; meaning: (values: Values) => T };

const literals: Record<VariableType, fc.Arbitrary<Made>> = {
  number: fc.integer({ min: -50, max: 50 }).map((n) => ({ source: String(n / 10), meaning: () => n / 10 })),
  duration: fc.integer({ min: 0, max: 90 }).map((n) => ({ source: `${n}m`, meaning: () => n * 60_000 })),
  text: fc.constantFrom('low', 'high', 'it’s', 'and').map((text) => ({ source: `"${text}"`, meaning: () => text })),
  flag: fc.boolean().map((flag) => ({ source: String(flag), meaning: () => flag })),
};

const operandsOf = (variables: Variables, type: VariableType): fc.Arbitrary<Made> => {
  const named = Object.keys(variables).filter((name) => variables[name] === type);
  const variable = fc
    .constantFrom(...named)
    .map((name) => ({ source: name, meaning: (v: Values) => v[name] as Value }));
  return fc.oneof(literals[type], variable);
};

const comparing: Record<string, (left: Value, right: Value) => boolean> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

const comparisonsOf = (variables: Variables): fc.Arbitrary<Made<boolean>>[] =>
  (['number', 'duration', 'text'] as const).flatMap((type) => {
    const operand = operandsOf(variables, type);
    const allowed = type === 'text' ? ['==', '!='] : Object.keys(comparing);
    const compared = fc.tuple(operand, fc.constantFrom(...allowed), operand).map(([left, sign, right]) => ({
      source: `${left.source} ${sign} ${right.source}`,
      meaning: (v: Values) => comparing[sign]?.(left.meaning(v), right.meaning(v)) === true,
    }));
    const listed = fc.tuple(operand, fc.array(literals[type], { minLength: 1, maxLength: 3 })).map(([left, list]) => ({
      source: `${left.source} in [${list.map((one) => one.source).join(', ')}]`,
      meaning: (v: Values) => list.some((one) => one.meaning(v) === left.meaning(v)),
    }));
    return [compared, listed];
  });

/** Conditions as people write them, with brackets where they need them, and what each means. */
export const conditionTexts = (variables: Variables): fc.Arbitrary<Made<boolean>> => {
  const flags = operandsOf(variables, 'flag') as fc.Arbitrary<Made<boolean>>;
  const { condition } = fc.letrec<{ condition: Made<boolean> }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.oneof(flags, ...comparisonsOf(variables)),
      tie('condition').map(({ source, meaning }) => ({
        source: `not (${source})`,
        meaning: (v: Values) => !meaning(v),
      })),
      fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
        source: `(${left.source}) and (${right.source})`,
        meaning: (v: Values) => left.meaning(v) && right.meaning(v),
      })),
      fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
        source: `${left.source} or ${right.source}`,
        meaning: (v: Values) => left.meaning(v) || right.meaning(v),
      })),
    ),
  }));
  return condition.filter(({ source }) => source.length <= 500);
};

/** A tree as text, every part in brackets. */
export const printed = (expression: Expression): string => {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'duration':
      return `${expression.amount}${expression.unit}`;
    case 'text':
      return `"${expression.value}"`;
    case 'number':
    case 'flag':
      return String(expression.value);
    case 'not':
      return `not (${printed(expression.operand)})`;
    case 'compare':
      return `(${printed(expression.left)}) ${expression.operator} (${printed(expression.right)})`;
    case 'in':
      return `(${printed(expression.left)}) in [${expression.list.map(printed).join(', ')}]`;
    default:
      return expression.parts.map((part) => `(${printed(part)})`).join(` ${expression.kind} `);
  }
};
