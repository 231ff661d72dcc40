import type { RunningService } from '../kit/http-service.ts';
import { createRateWindow } from '../kit/rate-window.ts';
import { type SimulatedAnswer, type SimulatedRequest, startSimulator } from '../kit/simulator.ts';
import { failureFor, invalidKey, notFound, quota, spike } from './errors.ts';

export type TicketmasterOptions = {
  port: number;
  host?: string;
  apiKey: string;
  /** The key's limits; Discovery's defaults unless given. */
  perSecond?: number;
  perDay?: number;
};

const EVENT = /^\/discovery\/v2\/events\/([^/?]+?)(?:\.json)?(?:\?|$)/;
const DAY_MS = 24 * 60 * 60_000;

/** Calls of the day under the key, and what the headers say of them. Refused ones do not count. */
const createQuota = (perDay: number) => {
  let used = 0;
  let resetAt = Date.now() + DAY_MS;
  return {
    take: (): boolean => {
      if (Date.now() >= resetAt) [used, resetAt] = [0, Date.now() + DAY_MS];
      used += 1;
      return used <= perDay;
    },
    headers: () => ({
      'rate-limit': String(perDay),
      'rate-limit-available': String(Math.max(0, perDay - used)),
      'rate-limit-over': String(Math.max(0, used - perDay)),
      'rate-limit-reset': String(resetAt),
    }),
  };
};

type Events = Map<string, unknown>;

const putEvent = (events: Events, id: string, body: Buffer): SimulatedAnswer => {
  try {
    events.set(id, JSON.parse(body.toString()));
    return { status: 200, body: events.get(id) };
  } catch {
    return { status: 400, body: { message: 'The body must be JSON: an event as Discovery answers it.' } };
  }
};

/** `PUT|GET|DELETE /_events/{id}`, the body as Discovery's. */
const eventDoor =
  (events: Events) =>
  ({ method, path, body }: SimulatedRequest): SimulatedAnswer => {
    const id = decodeURIComponent(path.split('?')[0]?.slice('/_events/'.length) ?? '');
    if (method === 'PUT') return putEvent(events, id, body);
    if (!events.has(id)) return notFound(id);
    const found = { status: 200, body: events.get(id) };
    if (method === 'DELETE') events.delete(id);
    return found;
  };

/** `GET|DELETE /_events`: all of them, by id. */
const eventsDoor =
  (events: Events) =>
  ({ method }: SimulatedRequest): SimulatedAnswer => {
    const all = { status: 200, body: Object.fromEntries(events) };
    if (method === 'DELETE') events.clear();
    return all;
  };

/** Starts Discovery v2: `GET /discovery/v2/events/{id}.json?apikey=…`, with the limits of a key. */
export const startTicketmaster = ({
  apiKey,
  perSecond = 5,
  perDay = 5_000,
  ...where
}: TicketmasterOptions): Promise<RunningService> => {
  const events: Events = new Map();
  const daily = createQuota(perDay);
  const allow = createRateWindow(perSecond);
  const answer = ({ method, path }: SimulatedRequest): SimulatedAnswer => {
    if (new URL(path, 'http://simulator').searchParams.get('apikey') !== apiKey) return invalidKey;
    if (!allow(performance.now())) return { ...spike, headers: daily.headers() };
    if (!daily.take()) return { ...quota, headers: daily.headers() };
    const id = decodeURIComponent(EVENT.exec(path)?.[1] ?? '');
    const found = method === 'GET' && events.has(id) ? { status: 200, body: events.get(id) } : notFound(id);
    return { ...found, headers: daily.headers() };
  };
  const doors = { '/_events': eventsDoor(events), '/_events/': eventDoor(events) };
  return startSimulator({ ...where, name: 'ticketmaster', answer, failure: failureFor, doors });
};
