import { NotFoundError, TransientError } from '../../shared/errors.ts';
import type { CallLimiter, Discovery } from '../ports.ts';
import { discoveryFailure, quotaReset } from './discovery-answers.ts';

export type DiscoveryOptions = {
  /** Base URL, such as https://app.ticketmaster.com. */
  url: string;
  /** `fresh`: past the cache, because the one we had was refused. */
  apiKey(options: { fresh: boolean }): Promise<string>;
  limiter: CallLimiter;
  /** Discovery's default: 5 a second for the key. */
  perSecond?: number;
};

/** At least half of a call's budget is Discovery's own; the rest may be waited for a slot. */
const waitShare = 0.5;

/** GET /discovery/v2/events/{id}.json, within the rate limit and the caller's time. */
export const discoveryHttp = (options: DiscoveryOptions): Discovery => ({
  event: async (eventId, budgetMs) => {
    const signal = AbortSignal.timeout(budgetMs);
    const call = (fresh: boolean) => get(options, eventId, { signal, fresh, maxWaitMs: budgetMs * waitShare });
    const first = await call(false);
    const answer = first.status === 401 ? await call(true) : first;
    const until = quotaReset(answer);
    if (until !== undefined) await options.limiter.closeUntil('discovery', until);
    if (answer.status === 200) return answer.body;
    if (answer.status === 404) throw noSuchEvent(eventId);
    throw discoveryFailure(answer);
  },
});

type Call = { signal: AbortSignal; fresh: boolean; maxWaitMs: number };
export type Answer = { status: number; headers: Headers; body: unknown };

const get = async (
  { url, apiKey, limiter, perSecond = 5 }: DiscoveryOptions,
  eventId: string,
  { signal, fresh, maxWaitMs }: Call,
): Promise<Answer> => {
  const key = await apiKey({ fresh });
  if (!(await limiter.take('discovery', { perSecond, maxWaitMs }))) throw busy();
  const target = new URL(`/discovery/v2/events/${encodeURIComponent(eventId)}.json`, url);
  target.searchParams.set('apikey', key);
  try {
    const response = await fetch(target, { signal, headers: { accept: 'application/json' } });
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
  } catch {
    throw away(); // no `cause`: what fetch throws may name the URL, and with it the key
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const busy = () =>
  new TransientError('No call slot of the Discovery API is free in time', {
    whatToDo: 'Try again; if it stays so, the daily quota is used up or the limit (`rate#discovery`) is too low.',
  });

const away = () =>
  new TransientError('The Discovery API did not answer in time', {
    whatToDo: 'Try again; cached events are served meanwhile.',
  });

const noSuchEvent = (eventId: string) =>
  new NotFoundError(`Discovery has no event ${eventId}`, { whatToDo: 'Check the event id.' });
