// Events of a test's own at the simulated Discovery API, in its own shape (facts: partners).
import { doorOf } from './simulators.ts';
import { uniqueId } from './test-programs.ts';

export type DiscoveryEvent = { id: string; name: string; url: string; [field: string]: unknown };
type Sales = { public?: { startDateTime: string }; presales?: { name: string; startDateTime: string }[] };

export const newEventId = (): string => uniqueId('Z7r9j');

/** A concert in Los Angeles, with overrides. */
export const anEvent = (
  sales: Sales,
  overrides: Partial<DiscoveryEvent> & { artist?: string; artistId?: string } = {},
): DiscoveryEvent => {
  const { artist = 'Beyoncé', artistId = uniqueId('K8vZ'), ...rest } = overrides;
  const id = rest.id ?? newEventId();
  return {
    id,
    name: `${artist}: Live`,
    type: 'event',
    test: false,
    url: `https://www.ticketmaster.com/event/${id}`,
    locale: 'en-us',
    images: [{ ratio: '16_9', url: `https://s1.ticketm.net/${id}.jpg`, width: 1024, height: 576, fallback: false }],
    dates: {
      start: { localDate: '2055-06-01', dateTBA: true },
      timezone: 'America/Los_Angeles',
      status: { code: 'onsale' },
    },
    sales,
    classifications: [{ primary: true, segment: { id: 'KZFzniwnSyZfZ7v7nJ', name: 'Music' } }],
    _embedded: {
      venues: [
        {
          id: 'KovZpZAEA76A',
          name: 'SoFi Stadium',
          timezone: 'America/Los_Angeles',
          city: { name: 'Los Angeles' },
          state: { name: 'California', stateCode: 'CA' },
          country: { name: 'United States Of America', countryCode: 'US' },
        },
      ],
      attractions: [{ id: artistId, name: artist }],
    },
    ...rest,
  };
};

/** Makes Discovery answer with the event from now on. */
export const putEvent = async (event: DiscoveryEvent): Promise<void> => {
  const answer = await fetch(doorOf('ticketmaster', `/_events/${event.id}`), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  if (!answer.ok) throw new Error(`The Discovery simulator refused an event: ${answer.status} ${await answer.text()}`);
};
