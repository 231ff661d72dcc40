// The one door to the pages API: same origin, JSON, never cached.
import type { Route } from '../routes.ts';
import type { ClosedHow } from './answers.ts';

/**
 * Why nothing came back. `gone`: the link opens nothing; `later`: the service has trouble; `offline`: nobody was reached;
 * `refused`: what was sent is not right, and why.
 */
export type Failure = { failed: 'gone' | 'later' | 'offline' } | Refusal;
/**
 * `fields`: names of what is wrong. `submitted`: what was sent earlier and stays. `photoId`: the photo that is none. `closed`: how
 * the case ended that takes no more.
 */
export type Refusal = {
  failed: 'refused';
  code: string;
  fields: string[];
  submitted?: { stars: number };
  photoId?: string;
  closed?: ClosedHow;
};
export type Answer<T> = { body: T } | Failure;

/** Talks about one link. `get` shows and changes nothing; `post` acts. */
export type Api = {
  get: <T>() => Promise<Answer<T>>;
  post: <T>(body: unknown, below?: 'photos') => Promise<Answer<T>>;
};

const patienceMs = 15_000;

const failureOf = async (response: Response): Promise<Failure> => {
  const { status } = response;
  if (status === 404 || status === 410) return { failed: 'gone' };
  if (status === 429 || status >= 500) return { failed: 'later' };
  const { error, ...rest } = (await response.json().catch(() => ({}))) as Partial<Refusal> & { error?: string };
  return { fields: [], ...rest, failed: 'refused', code: error ?? 'unknown' };
};

const ask = async <T>(url: string, init: RequestInit): Promise<Answer<T>> => {
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
      ...init,
    });
    return response.ok ? { body: (await response.json()) as T } : await failureOf(response);
  } catch (error) {
    return { failed: error instanceof DOMException && error.name === 'TimeoutError' ? 'later' : 'offline' };
  }
};

/** @param token as it stands in the page's path */
export const apiOf = (route: Route, token: string): Api => {
  const base = `/api/${route}/${token}`;
  return {
    get: () => ask(base, {}),
    // keepalive: a tap counts even if the next thing is the app store.
    post: (body, below) =>
      ask(below ? `${base}/${below}` : base, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        keepalive: true,
      }),
  };
};
