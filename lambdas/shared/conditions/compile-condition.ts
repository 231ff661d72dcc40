// Conditions of program files (docs/programs.md, Conditions): small, typed, without loops, calls or property access.
import { checkTypes } from './check-types.ts';
import { parseCondition } from './parse-condition.ts';
import { type Comparison, durationUnits, type Expression, type Literal, type Variables } from './syntax.ts';

type Value = string | number | boolean;
type Scope = Readonly<Record<string, Value>>;
type Evaluate = (values: Scope) => Value;

/** Values by name: texts as strings, flags as booleans, numbers as they are, durations in milliseconds. */
export type ValuesOf<V extends Variables> = {
  readonly [Name in keyof V]: { text: string; flag: boolean; number: number; duration: number }[V[Name]];
};
/** `evaluate` is total: whatever the values, it is true or false. */
export type Condition<V extends Variables> = { source: string; evaluate(values: ValuesOf<V>): boolean };

const literalValue = (literal: Literal): Value =>
  literal.kind === 'duration' ? literal.amount * durationUnits[literal.unit] : literal.value;

const compareBy: Record<Comparison, (left: Value, right: Value) => boolean> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
};

const evaluatorOf = (expression: Expression): Evaluate => {
  switch (expression.kind) {
    case 'variable':
      return (values) => values[expression.name] as Value;
    case 'not': {
      const operand = evaluatorOf(expression.operand);
      return (values) => !operand(values);
    }
    case 'compare': {
      const [left, right] = [evaluatorOf(expression.left), evaluatorOf(expression.right)];
      const compare = compareBy[expression.operator];
      return (values) => compare(left(values), right(values));
    }
    case 'in': {
      const left = evaluatorOf(expression.left);
      const list = new Set(expression.list.map(literalValue));
      return (values) => list.has(left(values));
    }
    case 'and':
    case 'or': {
      const parts = expression.parts.map(evaluatorOf);
      return expression.kind === 'and'
        ? (values) => parts.every((part) => part(values))
        : (values) => parts.some((part) => part(values));
    }
    default: {
      const value = literalValue(expression);
      return () => value;
    }
  }
};

/**
 * Compiles a condition such as `unresolved > 1h and severity in ["high", "critical"]`, once; evaluate it often.
 * @param variables what the condition may name, with types
 * @throws ConditionError with column, what is wrong and what to do
 */
export const compileCondition = <const V extends Variables>(source: string, variables: V): Condition<V> => {
  const expression = parseCondition(source);
  checkTypes({ source, variables }, expression);
  const evaluate = evaluatorOf(expression);
  return { source, evaluate: (values) => evaluate(values) === true };
};
