import type * as z from 'zod';
import type { PageRequest } from '../../domain/page-request.ts';
import { type Answer, refuse } from '../answers.ts';

type Body<T> = { ok: true; body: T } | { ok: false; answer: Answer };

/** The body against its schema; else 400 with the names of what is wrong, never a value. */
export const readBody = <S extends z.ZodType>(schema: S, { body }: Pick<PageRequest, 'body'>): Body<z.infer<S>> => {
  const parsed = schema.safeParse(parseJson(body));
  return parsed.success ? { ok: true, body: parsed.data } : { ok: false, answer: invalid(fieldsOf(parsed.error)) };
};

/** @param fields names the page knows its inputs by */
export const invalid = (fields: readonly string[]): Answer => refuse(400, 'invalid', { fields });

/** Only names of the schema: a name somebody made up is not repeated. */
const fieldsOf = ({ issues }: z.ZodError): string[] => [
  ...new Set(issues.flatMap(({ path }) => path.slice(0, 1).map(String))),
];

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
