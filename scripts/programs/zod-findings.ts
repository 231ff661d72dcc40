// Turns what zod found into words: what is there, and what would be right.
import type * as z from 'zod';
import { nearest } from './nearest-key.ts';
import { type Finding, pathText } from './problem.ts';
import { type JsonSchema, keysAt, schemaAt } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;
type About = { root: JsonSchema; value: unknown };

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((here, part) => (here as Record<PropertyKey, unknown> | undefined)?.[part], value);

const quoted = (values: readonly unknown[]): string => values.map((one) => JSON.stringify(one)).join(', ');
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text (put it in quotes)',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys',
  record: 'a mapping of keys',
};

const unknownKeys = (issue: Extract<Issue, { code: 'unrecognized_keys' }>, { root, value }: About): Finding[] => {
  const valid = keysAt(root, value, issue.path);
  return issue.keys.map((key) => {
    const meant = nearest(key, valid);
    return {
      path: [...issue.path, key],
      at: 'key',
      what: `${pathText(issue.path)} has no key "${key}"`,
      right: meant ? `Did you mean "${meant}"?` : `Valid keys: ${valid.join(', ')}`,
    };
  });
};

const missing = (path: readonly PropertyKey[], { root, value }: About): Finding => {
  const schema = schemaAt(root, value, path);
  const kind = kinds[schema?.type === 'integer' ? 'int' : (schema?.type ?? '')];
  const details = [kind, schema?.description, schema?.enum && `one of ${quoted(schema.enum)}`]
    .filter(Boolean)
    .join(': ');
  return {
    path,
    what: `${pathText(path)} is missing`,
    right: `Add "${String(path.at(-1))}"${details ? ` – ${details}` : ''}`,
  };
};

const rightOf = (issue: Issue, found: unknown): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `Write ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value': {
      const meant = nearest(String(found), issue.values.map(String));
      return `${meant ? `Did you mean "${meant}"? ` : ''}Allowed: ${quoted(issue.values)}`;
    }
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `It must have at least ${issue.minimum} ${issue.origin === 'array' ? 'entry' : 'character'}`
        : `The least allowed is ${issue.minimum}`;
    case 'too_big':
      return `The most allowed is ${issue.maximum}`;
    default:
      return `It ${issue.message.startsWith('must') ? issue.message : `is refused: ${issue.message}`}`;
  }
};

/** A step whose `type` is none of ours: the union can only say that nothing matched. */
const unionFinding = (issue: Issue, about: About): Finding => {
  const options = schemaAt(about.root, undefined, issue.path.slice(0, -2)) ?? {};
  const variants = options.items?.oneOf ?? options.items?.anyOf ?? [];
  const types = variants.flatMap(({ properties }) =>
    properties?.type?.const === undefined ? [] : [properties.type.const],
  );
  const found = valueAt(about.value, issue.path);
  const meant = nearest(String(found), types.map(String));
  return {
    path: issue.path,
    what: found === undefined ? `${pathText(issue.path)} is missing` : `${pathText(issue.path)} is ${shown(found)}`,
    right: `${meant ? `Did you mean "${meant}"? ` : ''}Allowed: ${quoted(types)}`,
  };
};

/** What one zod issue means for the person who wrote the file. */
export const findingsOf = (issue: Issue, about: About): Finding[] => {
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, about);
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'type') return [unionFinding(issue, about)];
  const found = valueAt(about.value, issue.path);
  if (found === undefined) return [missing(issue.path, about)];
  if (issue.code === 'invalid_key')
    return [
      {
        path: issue.path,
        at: 'key',
        what: `${pathText(issue.path)} is no valid key`,
        right: `It ${issue.issues[0]?.message ?? issue.message}`,
      },
    ];
  return [{ path: issue.path, what: `${pathText(issue.path)} is ${shown(found)}`, right: rightOf(issue, found) }];
};
