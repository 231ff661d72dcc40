import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as z from 'zod';
import { readBody, sendJson } from './http-service.ts';
import type { Rule, RuleBook } from './rule-book.ts';

/** What the doors of one service open on. `received` answers its GET. */
export type Doors<Match, Then, Request> = {
  name: string;
  rules: RuleBook<Match, Then, Request>;
  schema: z.ZodType<Rule<Match, Then>[]>;
  received: { list: () => { body: unknown; forgotten: number }; clear: () => void };
};

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0] ?? '';

const noSuchMethod = (response: ServerResponse, allowed: string) =>
  sendJson(response, { status: 405, headers: { allow: allowed }, body: { message: `Use one of ${allowed}.` } });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `/_behaviour/{set}` is about that set of rules; `/_behaviour` about all. */
const setOf = (path: string): string | undefined => path.slice('/_behaviour/'.length) || undefined;

/** PUT replaces the rules by the list in the body, or none when one of them is wrong. */
const putRules = async <M, T, R>(
  request: IncomingMessage,
  response: ServerResponse,
  { rules, schema }: Doors<M, T, R>,
) => {
  const parsed = schema.safeParse(parseJson((await readBody(request)).toString()));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    const message = `No rule was changed. The body must be a list of {match, then, times?, share?}: ${problems.join('; ')}`;
    return sendJson(response, { status: 400, body: { message } });
  }
  const set = setOf(pathOf(request));
  rules.replace(parsed.data, set);
  sendJson(response, { status: 200, body: rules.list(set) });
};

const behaviour = async <M, T, R>(request: IncomingMessage, response: ServerResponse, doors: Doors<M, T, R>) => {
  const set = setOf(pathOf(request));
  if (request.method === 'PUT') return putRules(request, response, doors);
  if (request.method === 'DELETE') doors.rules.replace([], set);
  else if (request.method !== 'GET') return noSuchMethod(response, 'GET, PUT, DELETE');
  sendJson(response, { status: 200, body: doors.rules.list(set) });
};

const received = <M, T, R>({ method }: IncomingMessage, response: ServerResponse, doors: Doors<M, T, R>) => {
  if (method !== 'GET' && method !== 'DELETE') return noSuchMethod(response, 'GET, DELETE');
  const { body, forgotten } = doors.received.list();
  if (method === 'DELETE') doors.received.clear();
  sendJson(response, { status: 200, headers: { 'x-forgotten': String(forgotten) }, body });
};

/**
 * Serves `/health`, `/_received` (DELETE answers what it clears) and `/_behaviour`.
 * @returns whether the request was for one of these doors
 */
export const serveDoors = async <M, T, R>(
  request: IncomingMessage,
  response: ServerResponse,
  doors: Doors<M, T, R>,
): Promise<boolean> => {
  const path = pathOf(request);
  if (path === '/health') sendJson(response, { status: 200, body: { status: 'ok', name: doors.name } });
  else if (path === '/_received') received(request, response, doors);
  else if (/^\/_behaviour(\/|$)/.test(path)) await behaviour(request, response, doors);
  else return false;
  return true;
};
