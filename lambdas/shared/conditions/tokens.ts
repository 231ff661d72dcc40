// Cuts a condition into words, numbers, durations, texts and signs.
import { refuse } from './condition-error.ts';
import { type Comparison, comparisons, type DurationUnit, durationUnits, type Literal } from './syntax.ts';

export type Token =
  | { kind: 'literal'; literal: Literal; at: number }
  | { kind: 'name'; text: string; at: number }
  | { kind: 'comparison'; text: Comparison; at: number }
  | { kind: 'sign'; text: '(' | ')' | '[' | ']' | ','; at: number }
  | { kind: 'end'; at: number };

const pattern =
  /(?<space>\s+)|(?<number>-?\d+(?:\.\d+)?)(?<unit>[A-Za-z_]\w*)?|(?<name>[A-Za-z_]\w*)|(?<text>"[^"\n]*"|'[^'\n]*')|(?<comparison>==|!=|<=|>=|<|>)|(?<sign>[()[\],])/y;

/** What people write who know other languages. */
const otherSpellings: Record<string, string> = { '&': 'and', '|': 'or', '!': 'not', '=': '==' };

const unreadable = (source: string, at: number): never => {
  const sign = source[at] ?? '';
  if (sign === '"' || sign === "'") return refuse(source, at, ['a text does not end', `Close it with ${sign}`]);
  const instead = otherSpellings[sign];
  return refuse(source, at, [
    `"${sign}" means nothing here`,
    instead
      ? `Write ${instead}`
      : 'Use names, numbers, durations such as 1h, texts in quotes, comparisons, and, or, not',
  ]);
};

const isUnit = (unit: string): unit is DurationUnit => Object.hasOwn(durationUnits, unit);

const numberOf = (source: string, at: number, [digits, unit]: readonly [string, string | undefined]): Literal => {
  const value = Number(digits);
  if (unit === undefined) return { kind: 'number', value, at };
  if (isUnit(unit)) return { kind: 'duration', amount: value, unit, at };
  return refuse(source, at, [
    `${digits}${unit} is no number and no duration`,
    'Durations end in s, m, h or d: 30s, 90m',
  ]);
};

const tokenOf = (source: string, at: number, groups: Record<string, string | undefined>): Token => {
  const { number, unit, name, text, comparison, sign } = groups;
  if (number !== undefined) return { kind: 'literal', literal: numberOf(source, at, [number, unit]), at };
  if (text !== undefined) return { kind: 'literal', literal: { kind: 'text', value: text.slice(1, -1), at }, at };
  if (name === 'true' || name === 'false')
    return { kind: 'literal', literal: { kind: 'flag', value: name === 'true', at }, at };
  if (name !== undefined) return { kind: 'name', text: name, at };
  const compared = comparisons.find((known) => known === comparison);
  if (compared) return { kind: 'comparison', text: compared, at };
  return { kind: 'sign', text: sign as '(', at };
};

/** Tokens in order, the last one of kind `end`. @throws ConditionError */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) return unreadable(source, at);
    const groups = match.groups as Record<string, string | undefined>;
    if (groups.space === undefined) tokens.push(tokenOf(source, at, groups));
    at += match[0].length;
  }
  return [...tokens, { kind: 'end', at }];
};
