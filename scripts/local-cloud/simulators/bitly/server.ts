import { createHash } from 'node:crypto';
import type { RunningService } from '../kit/http-service.ts';
import { createRateWindow } from '../kit/rate-window.ts';
import { type SimulatedAnswer, type SimulatedRequest, startSimulator } from '../kit/simulator.ts';

export type BitlyOptions = {
  port: number;
  host?: string;
  token: string;
  /** New links the plan allows, and calls a minute; Bitly: 100 of 1,000 an hour. */
  monthlyLinks?: number;
  perMinute?: number;
};

const error = (status: number, message: string, description: string): SimulatedAnswer => ({
  status,
  body: { message, description, resource: 'bitlinks', errors: [] },
});

const CODES: Record<number, string> = {
  400: 'INVALID_ARG_LONG_URL',
  403: 'FORBIDDEN',
  422: 'UNPROCESSABLE_ENTITY',
  429: 'RATE_LIMIT_EXCEEDED',
  500: 'INTERNAL_ERROR',
  503: 'TEMPORARILY_UNAVAILABLE',
};
const failureFor = (status: number) => error(status, CODES[status] ?? 'INTERNAL_ERROR', 'Asked for by a rule.');

const longUrlOf = (body: Buffer): string | undefined => {
  try {
    const { long_url } = JSON.parse(body.toString()) as { long_url?: unknown };
    return typeof long_url === 'string' && /^https?:$/.test(new URL(long_url).protocol) ? long_url : undefined;
  } catch {
    return undefined;
  }
};

/** The same long URL has the same link, in every run. */
const linkOf = (longUrl: string): string =>
  `https://bit.ly/${createHash('sha256').update(longUrl).digest('base64url').replace(/[-_]/g, '').slice(0, 7)}`;

const described = (longUrl: string) => {
  const link = linkOf(longUrl);
  return { link, id: link.slice('https://'.length), long_url: longUrl, archived: false, tags: [], deeplinks: [] };
};

/** Starts Bitly v4: `POST /v4/shorten`; 201 for a new link, 200 for one that is there. */
export const startBitly = ({
  token,
  monthlyLinks = 50_000,
  perMinute = 100,
  ...where
}: BitlyOptions): Promise<RunningService> => {
  const links = new Set<string>();
  const window = createRateWindow(perMinute);
  const allow = () => window(performance.now() / 60); // its second is our minute
  const answer = ({ method, path, headers, body }: SimulatedRequest): SimulatedAnswer => {
    if (method !== 'POST' || path !== '/v4/shorten') return error(404, 'NOT_FOUND', 'No such resource.');
    if (headers.authorization !== `Bearer ${token}`) return error(403, 'FORBIDDEN', 'The token is not valid.');
    if (!allow()) return failureFor(429);
    const longUrl = longUrlOf(body);
    if (longUrl === undefined) return error(400, 'INVALID_ARG_LONG_URL', 'The long URL is not valid.');
    if (links.has(longUrl)) return { status: 200, body: described(longUrl) };
    if (links.size >= monthlyLinks) {
      return error(429, 'MONTHLY_ENCODE_LIMIT_REACHED', 'The plan has no links left this month.');
    }
    links.add(longUrl);
    return { status: 201, body: described(longUrl) };
  };
  return startSimulator({ ...where, name: 'bitly', answer, failure: failureFor });
};
