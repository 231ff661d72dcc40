// One request of the support system's API (Zendesk Support API v2): access, time limit, and what its answers mean.
import * as z from 'zod';
import { TransientError } from '../../shared/errors.ts';
import { SupportBusyError, SupportRefusedError } from '../domain/support-errors.ts';

export type ZendeskOptions = {
  /** Base URL, such as https://example.zendesk.com. */
  url: string;
  /** Key of an API user; `fresh`: past the cache, because the one we had was refused. */
  access(options: { fresh: boolean }): Promise<{ email: string; token: string }>;
  budgetMs?: number;
};
export type ZendeskRequest = { method: 'GET' | 'POST' | 'PUT'; path: string; body?: unknown; idempotencyKey?: string };
export type ZendeskAnswer = { status: number; code: string; body: unknown };
type Answer = ZendeskAnswer & { retryAfter: string | null };

const refusedAccess = [401, 403];

/**
 * Asks once, and once more with a fresh key when ours was refused. Answers below 500 that are no throttle are given back.
 * @throws SupportBusyError, TransientError
 */
export const zendeskCall = async (options: ZendeskOptions, request: ZendeskRequest): Promise<ZendeskAnswer> => {
  const first = await ask(options, request, false);
  const answer = refusedAccess.includes(first.status) ? await ask(options, request, true) : first;
  const { status, code, retryAfter } = answer;
  if (status === 429 || (status === 503 && retryAfter !== null)) throw new SupportBusyError(secondsOf(retryAfter));
  if (status >= 500 || status === 408) throw away(`it answered ${status}`);
  if (refusedAccess.includes(status))
    throw new TransientError(`The support system refuses our key (${status} ${code})`, {
      whatToDo: 'Put a valid {email, token, webhookSecret} into the secret `support`; the queue asks again.',
    });
  return answer;
};

/** The body of an answer that must be a success. @throws SupportRefusedError */
export const parsedAnswer = <S extends z.ZodType>(schema: S, { status, code, body }: ZendeskAnswer): z.infer<S> => {
  if (status >= 300) throw new SupportRefusedError(status, code);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw away('its answer has another shape than its API describes');
  return parsed.data;
};

const ask = async (
  { url, access, budgetMs = 5_000 }: ZendeskOptions,
  { method, path, body, idempotencyKey }: ZendeskRequest,
  fresh: boolean,
): Promise<Answer> => {
  const { email, token } = await access({ fresh });
  try {
    const response = await fetch(new URL(path, url), {
      method,
      signal: AbortSignal.timeout(budgetMs),
      headers: {
        authorization: `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const told = parsedJson(await response.text());
    return { status: response.status, retryAfter: response.headers.get('retry-after'), code: codeOf(told), body: told };
  } catch (cause) {
    throw away(`no answer in ${budgetMs} ms`, cause);
  }
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const failed = z.object({
  error: z.union([z.string(), z.object({ title: z.string() }).transform(({ title }) => title)]),
});
const codeOf = (body: unknown): string => failed.safeParse(body).data?.error ?? 'unknown';

/** A minute when it is no number. */
const secondsOf = (retryAfter: string | null): number => Math.max(1, Number.parseInt(retryAfter ?? '', 10) || 60);

const away = (what: string, cause?: unknown) =>
  new TransientError(`The support system can't be asked now: ${what}`, {
    whatToDo: 'Nothing: the queue asks again; if it stays so, look at the support system’s status page.',
    cause,
  });
