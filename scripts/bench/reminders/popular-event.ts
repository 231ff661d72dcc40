// One popular event: in Discovery's simulator as it is now, in the cache as it was two hours ago, with its short URL.
import { setTimeout as wait } from 'node:timers/promises';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodbEventCache } from '../../../lambdas/sales/adapters/dynamodb-event-cache.ts';
import { normaliseEvent } from '../../../lambdas/sales/domain/normalise.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { seedTarget } from '../../seed/seed-target.ts';

const cachedAgoMs = 2 * 3_600_000;
const shortUrlWithinMs = 120_000;
/** From the start of the sale to the concert. */
const saleMs = 180 * 86_400_000;

/** @param eventId as Discovery has it @param saleStartsAt ISO 8601 */
const discoveryBody = (eventId: string, saleStartsAt: string) => {
  const startsAt = new Date(Date.parse(saleStartsAt) + saleMs).toISOString();
  return {
    ...{ id: eventId, name: 'The Examples: Autumn Tour', type: 'event', test: false, locale: 'en-us' },
    url: `https://www.ticketmaster.com/the-examples-autumn-tour/event/${eventId}`,
    images: [{ ratio: '16_9', url: 'https://images.example/poster.jpg', width: 1024, height: 576, fallback: false }],
    dates: { start: { dateTime: startsAt }, timezone: 'America/New_York', status: { code: 'onsale' } },
    sales: { public: { startDateTime: saleStartsAt, startTBD: false, endDateTime: startsAt } },
    classifications: [{ primary: true, segment: { id: 'KZFzniwnSyZfZ7v7nJ', name: 'Music' } }],
    _embedded: {
      venues: [{ id: 'KovZbench', name: 'Example Garden', city: { name: 'New York' }, country: { countryCode: 'US' } }],
      attractions: [{ id: 'K8vZ9bench', name: 'The Examples' }],
    },
  };
};

/** Puts an event into Discovery's simulator. */
export const tellDiscovery = async (outputs: Outputs, eventId: string, saleStartsAt: string): Promise<void> => {
  const door = `${pick(outputs.endpoints.simulators, 'ticketmaster')}/_events/${eventId}`;
  const answer = await fetch(door, { method: 'PUT', body: JSON.stringify(discoveryBody(eventId, saleStartsAt)) });
  if (!answer.ok) throw new Error(`${door} did not take the event: ${answer.status} ${await answer.text()}`);
};

type Cached = { cachedAt: Date; refreshAfter: Date };

/** Puts an event into the cache as if it had been fetched at a time, and were to be fetched again after another. */
export const cacheEvent = async (
  eventId: string,
  saleStartsAt: string,
  { cachedAt, refreshAfter }: Cached,
): Promise<void> => {
  const { dynamodb: document, tables } = seedTarget();
  const cache = dynamodbEventCache({
    document,
    tables: { events: pick(tables, 'events'), sales: pick(tables, 'sales') },
  });
  await cache.put(normaliseEvent(discoveryBody(eventId, saleStartsAt), cachedAt), refreshAfter.toISOString());
};

/** @throws Error when it has no short URL after two minutes: reminders would wait for it */
export const announceEvent = async (outputs: Outputs, eventId: string, saleStartsAt: string): Promise<void> => {
  const { dynamodb: document, tables } = seedTarget();
  await tellDiscovery(outputs, eventId, saleStartsAt);
  const cachedAt = new Date(Date.now() - cachedAgoMs);
  await cacheEvent(eventId, saleStartsAt, { cachedAt, refreshAfter: cachedAt });
  const events = pick(tables, 'events');
  for (const began = Date.now(); Date.now() - began < shortUrlWithinMs; await wait(1_000)) {
    const { Item } = await document.send(new GetCommand({ TableName: events, Key: { eventId } }));
    if (Item?.shortUrl !== undefined) return;
  }
  throw new Error(`Event ${eventId} got no short URL: see .local/logs for request-short-urls and shorten-url`);
};
