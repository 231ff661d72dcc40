import * as z from 'zod';
import type { CallLimiter, ShortenOutcome, ShortUrls } from '../ports.ts';

export type BitlyOptions = {
  /** Base URL, such as https://api-ssl.bitly.com. */
  url: string;
  token(options: { fresh: boolean }): Promise<string>;
  limiter: CallLimiter;
  /** Bitly: 1,000 calls an hour, of which a tenth a minute. */
  perSecond?: number;
  budgetMs?: number;
  maxWaitMs?: number;
};

const shortened = z.object({ link: z.url({ protocol: /^https?$/ }) });
const failed = z.object({ message: z.string() });

/** Codes of the plan's quota: more tries can't help. */
const quotas = new Set(['API_USAGE_LIMIT_EXCEEDED', 'MONTHLY_ENCODE_LIMIT_REACHED', 'MONTHLY_LIMIT_EXCEEDED']);

/** POST /v4/shorten; one call, one more with a fresh token if ours was refused. */
export const bitlyHttp = (options: BitlyOptions): ShortUrls => ({
  shorten: async (longUrl) => {
    const first = await post(options, longUrl, false);
    return first.status === 401 || first.status === 403
      ? outcomeOf(await post(options, longUrl, true))
      : outcomeOf(first);
  },
});

type Answer = { status: number; body: unknown };

const post = async (
  { url, token, limiter, perSecond = 100 / 60, budgetMs = 5_000, maxWaitMs = 10_000 }: BitlyOptions,
  longUrl: string,
  fresh: boolean,
): Promise<Answer> => {
  try {
    const bearer = await token({ fresh });
    if (!(await limiter.take('bitly', { perSecond, maxWaitMs }))) return { status: 0, body: { message: 'NO_SLOT' } };
    const response = await fetch(new URL('/v4/shorten', url), {
      method: 'POST',
      signal: AbortSignal.timeout(budgetMs),
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ long_url: longUrl }),
    });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  } catch (error) {
    return { status: 0, body: { message: (error as Error).name } };
  }
};

const outcomeOf = ({ status, body }: Answer): ShortenOutcome => {
  const link = shortened.safeParse(body).data?.link;
  if ((status === 200 || status === 201) && link !== undefined) return { kind: 'short', shortUrl: link };
  const code = failed.safeParse(body).data?.message ?? `HTTP_${status}`;
  const passes = status === 0 || status === 429 || status >= 500;
  const quota = quotas.has(code);
  return passes && !quota ? { kind: 'busy', code } : { kind: 'refused', code, quota };
};
