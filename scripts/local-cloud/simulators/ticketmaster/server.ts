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

/** `PUT /_events/{id}` with Discovery's body, `GET`, `DELETE`; `GET|DELETE /_events` for all. */
const createEventDoor =
  (events: Map<string, unknown>) =>
  ({ method, path, body }: SimulatedRequest): SimulatedAnswer => {
    const id = decodeURIComponent(path.split('?')[0]?.split('/')[2] ?? '');
    if (method === 'PUT' && id !== '') {
      try {
        events.set(id, JSON.parse(body.toString()));
      } catch {
        return { status: 400, body: { message: 'The body must be JSON: an event as Discovery answers it.' } };
      }
      return { status: 200, body: events.get(id) };
    }
    if (method === 'DELETE') id === '' ? events.clear() : events.delete(id);
    else if (method !== 'GET') return { status: 405, body: { message: 'Use one of GET, PUT /_events/{id}, DELETE.' } };
    if (id === '') return { status: 200, body: Object.fromEntries(events) };
    return method === 'GET' && !events.has(id) ? notFound(id) : { status: 200, body: events.get(id) ?? {} };
  };

/** Starts Discovery v2: `GET /discovery/v2/events/{id}.json?apikey=…`, with the limits of a key. */
export const startTicketmaster = ({
  apiKey,
  perSecond = 5,
  perDay = 5_000,
  ...where
}: TicketmasterOptions): Promise<RunningService> => {
  const events = new Map<string, unknown>();
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
  const door = createEventDoor(events);
  const doors = { '/_events': door, '/_events/': door };
  return startSimulator({ ...where, name: 'ticketmaster', answer, failure: failureFor, doors });
};
