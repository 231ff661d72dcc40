/** A body as Discovery answers it: a Music event in Los Angeles with a public sale and a presale. */
export const aDiscoveryBody = (overrides: Record<string, unknown> = {}) => ({
  id: 'Z7r9jZ1A7test',
  name: 'Beyoncé: Renaissance Tour',
  type: 'event',
  url: 'https://www.ticketmaster.com/event/Z7r9jZ1A7test',
  locale: 'en-us',
  images: [
    { ratio: '3_2', url: 'https://s1.ticketm.net/wide.jpg', width: 1136, fallback: false },
    { ratio: '16_9', url: 'https://s1.ticketm.net/stand-in.jpg', width: 1136, fallback: true },
    { ratio: '16_9', url: 'https://s1.ticketm.net/poster.jpg', width: 1024, fallback: false },
    { ratio: '16_9', url: 'https://s1.ticketm.net/small.jpg', width: 100, fallback: false },
  ],
  dates: {
    start: { localDate: '2027-05-20', dateTime: '2027-05-21T03:00:00Z', dateTBD: false, timeTBA: false },
    timezone: 'America/Los_Angeles',
    status: { code: 'onsale' },
  },
  sales: {
    public: { startDateTime: '2026-11-20T18:00:00Z', startTBD: false, endDateTime: '2027-05-20T00:00:00Z' },
    presales: [
      { name: 'Verified Fan Presale', startDateTime: '2026-11-19T18:00:00Z', endDateTime: '2026-11-20T06:00:00Z' },
    ],
  },
  classifications: [{ primary: true, segment: { id: 'KZFzniwnSyZfZ7v7nJ', name: 'Music' } }],
  _embedded: {
    venues: [
      {
        id: 'KovZpZA',
        name: 'SoFi Stadium',
        timezone: 'America/Los_Angeles',
        city: { name: 'Los Angeles' },
        state: { name: 'California', stateCode: 'CA' },
        country: { name: 'United States Of America', countryCode: 'US' },
      },
    ],
    attractions: [{ id: 'K8vZ9175rX7', name: 'Beyoncé' }],
  },
  ...overrides,
});
