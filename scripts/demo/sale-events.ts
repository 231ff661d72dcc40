// Events that go on sale at ten in New York, as Ticketmaster's Discovery API would answer them.
import { setTimeout as wait } from 'node:timers/promises';
import { nextTimeOfDay } from '../../lambdas/delivery/index.ts';
import { graphqlData } from '../local-cloud/graphql-client.ts';
import { type Outputs, pick } from '../local-cloud/outputs.ts';

const saleZone = 'America/New_York';
const halfHour = 30 * 60_000;
const day = 86_400_000;

/** `fans`: share of the crowd. `sale`: a named presale, else the public sale. */
type Show = { key: string; artist: string; artistId: string; venue: string; city: string; fans: number; sale?: string };

const shows: readonly Show[] = [
  {
    key: 'popular',
    artist: 'Taylor Swift',
    artistId: 'K8vZ917Gku7',
    venue: 'Madison Square Garden',
    city: 'New York',
    fans: 1,
  },
  {
    key: 'suppressed',
    artist: 'Coldplay',
    artistId: 'K8vZ9171oZf',
    venue: 'MetLife Stadium',
    city: 'East Rutherford',
    fans: 0.05,
  },
  {
    key: 'registration',
    artist: 'Beyoncé',
    artistId: 'K8vZ9175Tr0',
    venue: 'Barclays Center',
    city: 'Brooklyn',
    fans: 0.05,
    sale: 'Verified Fan Registration',
  },
  {
    key: 'small',
    artist: 'The Lemon Twigs',
    artistId: 'K8vZ917_xJ0',
    venue: 'Bowery Ballroom',
    city: 'New York',
    fans: 0.02,
  },
];

/** `saleId`: as Herald names it. */
type SaleEvent = Show & { eventId: string; saleId: string; name: string };
/** `at`: when the scheduler runs, half an hour before the sales start. */
export type SaleWindow = { at: string; startsAt: string; events: SaleEvent[] };

const discoveryBody = ({ eventId, name, artist, artistId, venue, city, sale }: SaleEvent, startsAt: string) => {
  const start = new Date(Date.parse(startsAt) + 180 * day).toISOString().slice(0, 10);
  const starts = { startDateTime: startsAt.replace('.000Z', 'Z'), startTBD: false };
  return {
    ...{ id: eventId, name, type: 'event', test: false, locale: 'en-us' },
    url: `https://www.ticketmaster.com/event/${eventId}`,
    images: [
      { ratio: '16_9', url: `https://s1.ticketm.net/dam/a/${artistId}.jpg`, width: 1024, height: 576, fallback: false },
    ],
    dates: { start: { localDate: start, localTime: '19:30:00' }, timezone: saleZone, status: { code: 'onsale' } },
    sales: sale === undefined ? { public: starts } : { presales: [{ name: sale, ...starts }] },
    classifications: [{ primary: true, segment: { id: 'KZFzniwnSyZfZ7v7nJ', name: 'Music' } }],
    _embedded: {
      venues: [
        { id: `KovZ${eventId}`, name: venue, timezone: saleZone, city: { name: city }, country: { countryCode: 'US' } },
      ],
      attractions: [{ id: artistId, name: artist }],
    },
  };
};

/** Puts the next morning's sales into the simulated Discovery API; every demo has events of its own. */
export const announceSales = async (outputs: Outputs, now: number): Promise<SaleWindow> => {
  const starts = nextTimeOfDay(saleZone, '10:00', now + halfHour);
  const startsAt = new Date(starts).toISOString();
  const stamp = now.toString(36).toUpperCase();
  const events = shows.map((show, index) => ({
    ...{ ...show, eventId: `G5v0Z${stamp}${index}`, saleId: 'public', name: `${show.artist}: Live in ${show.city}` },
  }));
  const discovery = pick(outputs.endpoints.simulators, 'ticketmaster');
  for (const event of events) {
    const body = JSON.stringify(discoveryBody(event, startsAt));
    const answer = await fetch(`${discovery}/_events/${event.eventId}`, { method: 'PUT', body });
    if (!answer.ok) throw new Error(`${discovery} did not take event ${event.eventId}: ${await answer.text()}`);
  }
  await Promise.all(events.map((event) => open(outputs, event)));
  return { at: new Date(starts - halfHour).toISOString(), startsAt, events };
};

type Details = { eventDetails: { shortUrl: string | null; isSuppressed: boolean } };

/** Looks at the event as a fan would: Herald then knows it, and has it shortened for SMS. */
const open = async (outputs: Outputs, { eventId }: SaleEvent): Promise<void> => {
  const query = 'query($e: ID!) { eventDetails(eventId: $e) { shortUrl isSuppressed } }';
  for (let tries = 0; tries < 40; tries += 1) {
    const found = await graphqlData<Details>(outputs, 'api-key', { query, variables: { e: eventId } }).catch(
      () => undefined,
    );
    if (found && (found.eventDetails.isSuppressed || found.eventDetails.shortUrl !== null)) return;
    await wait(500); // a first answer may be "retry: it is being fetched"
  }
  throw new Error(`Event ${eventId} did not get ready in 20 s: look into .local/logs`);
};
