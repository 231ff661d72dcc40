// Recursive descent. Binding, tightest first: not, comparisons and in, and, or.
import { refuse } from './condition-error.ts';
import type { Expression, Literal } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Also bounds the depth of the descent. */
const longest = 500;

type Reader = {
  source: string;
  peek(): Token;
  next(): Token;
  /** Takes the token when it is this word or sign. */
  take(text: string): boolean;
};

const textOf = (token: Token): string | undefined =>
  token.kind === 'name' || token.kind === 'sign' ? token.text : undefined;

const readerOf = (source: string): Reader => {
  const tokens = tokensOf(source);
  let index = 0;
  const peek = (): Token => tokens[Math.min(index, tokens.length - 1)] as Token;
  const next = (): Token => {
    const token = peek();
    index += 1;
    return token;
  };
  const take = (text: string): boolean => {
    if (textOf(peek()) !== text) return false;
    index += 1;
    return true;
  };
  return { source, peek, next, take };
};

const shown = (source: string, token: Token): string =>
  token.kind === 'end' ? 'the end' : `"${/^\w+|^./.exec(source.slice(token.at))?.[0] ?? ''}"`;

const expected = ({ source }: Reader, token: Token, [wanted, whatToDo]: readonly [string, string]): never =>
  refuse(source, token.at, [`${wanted} is expected, not ${shown(source, token)}`, whatToDo]);

const chain = (reader: Reader, kind: 'and' | 'or', part: (reader: Reader) => Expression): Expression => {
  const { at } = reader.peek();
  const parts = [part(reader)];
  while (reader.take(kind)) parts.push(part(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind, parts, at };
};
const either = (reader: Reader): Expression => chain(reader, 'or', both);
const both = (reader: Reader): Expression => chain(reader, 'and', compared);

const compared = (reader: Reader): Expression => {
  const left = negated(reader);
  const token = reader.peek();
  if (reader.take('in')) return { kind: 'in', left, list: listOf(reader), at: token.at };
  if (token.kind !== 'comparison') return left;
  reader.next();
  const right = negated(reader);
  const after = reader.peek();
  if (after.kind === 'comparison')
    refuse(reader.source, after.at, ['comparisons can’t be chained', 'Write two of them, joined by and']);
  return { kind: 'compare', operator: token.text, left, right, at: token.at };
};

const negated = (reader: Reader): Expression => {
  const { at } = reader.peek();
  return reader.take('not') ? { kind: 'not', operand: negated(reader), at } : operand(reader);
};

const reserved = ['and', 'or', 'not', 'in'];

const operand = (reader: Reader): Expression => {
  const token = reader.next();
  if (token.kind === 'literal') return token.literal;
  if (token.kind === 'name' && !reserved.includes(token.text))
    return { kind: 'variable', name: token.text, at: token.at };
  if (textOf(token) !== '(') return expected(reader, token, ['a name or a value', 'Complete the condition here']);
  const inner = either(reader);
  if (!reader.take(')')) expected(reader, reader.peek(), ['")"', `Close the "(" of column ${token.at + 1}`]);
  return inner;
};

const listOf = (reader: Reader): Literal[] => {
  const open = reader.peek();
  const howTo = 'List values so: in ["high", "critical"]';
  if (!reader.take('[')) expected(reader, open, ['"["', howTo]);
  const list: Literal[] = [];
  do {
    const token = reader.next();
    list.push(token.kind === 'literal' ? token.literal : expected(reader, token, ['a value', howTo]));
  } while (reader.take(','));
  if (!reader.take(']')) expected(reader, reader.peek(), ['"," or "]"', howTo]);
  return list;
};

/** The tree of a condition; names and types are not checked yet. @throws ConditionError */
export const parseCondition = (source: string): Expression => {
  if (source.length > longest)
    refuse(source, longest, [`the condition is longer than ${longest} characters`, 'Make two rules of it']);
  const reader = readerOf(source);
  const parsed = either(reader);
  const rest = reader.peek();
  if (rest.kind !== 'end') expected(reader, rest, ['and, or, or the end', 'Join conditions by and or or']);
  return parsed;
};
