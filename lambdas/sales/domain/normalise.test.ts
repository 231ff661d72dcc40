import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDiscoveryBody } from '../../../test/support/a-discovery-body.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { SaleEvent } from './event.ts';
import { normaliseEvent } from './normalise.ts';

const at = new Date('2026-11-19T00:00:00Z');
const normalised = (overrides: Record<string, unknown> = {}) => normaliseEvent(aDiscoveryBody(overrides), at);
const sales = (value: unknown) => normalised({ sales: value }).sales;
const isInstant = (text: string | undefined) => text === undefined || new Date(text).toISOString() === text;

describe('a whole event', () => {
  it('is read in every part', () => {
    expect(normalised()).toEqual({
      eventId: 'Z7r9jZ1A7test',
      name: 'Beyoncé: Renaissance Tour',
      url: 'https://www.ticketmaster.com/event/Z7r9jZ1A7test',
      locale: 'en-US',
      status: 'onsale',
      startsAt: '2027-05-21T03:00:00.000Z',
      localDate: '2027-05-20',
      timezone: 'America/Los_Angeles',
      venue: { venueId: 'KovZpZA', name: 'SoFi Stadium', city: 'Los Angeles', state: 'CA', countryCode: 'US' },
      artists: [{ artistId: 'K8vZ9175rX7', name: 'Beyoncé' }],
      imageUrl: 'https://s1.ticketm.net/poster.jpg',
      segment: 'Music',
      countryCode: 'US',
      sales: [
        {
          saleId: 'presale-verified-fan-presale',
          kind: 'presale',
          name: 'Verified Fan Presale',
          startsAt: '2026-11-19T18:00:00.000Z',
          endsAt: '2026-11-20T06:00:00.000Z',
        },
        {
          saleId: 'public',
          kind: 'public',
          startsAt: '2026-11-20T18:00:00.000Z',
          endsAt: '2027-05-20T00:00:00.000Z',
        },
      ],
      fetchedAt: '2026-11-19T00:00:00.000Z',
    });
  });
});

describe('what may be missing or unknown', () => {
  it('needs no more than id and name', () => {
    expect(normaliseEvent({ id: 'abc12', name: 'X' }, at)).toEqual({
      eventId: 'abc12',
      name: 'X',
      locale: 'en-US',
      status: 'unknown',
      artists: [],
      sales: [],
      fetchedAt: '2026-11-19T00:00:00.000Z',
    });
  });

  it.each(['dateTBD', 'dateTBA', 'timeTBA', 'noSpecificTime'])('takes no start where %s says it is open', (mark) => {
    const start = { localDate: '2027-05-20', dateTime: '2027-05-21T03:00:00Z', [mark]: true };
    expect(normalised({ dates: { start } }).startsAt).toBeUndefined();
  });

  it('takes no time of a public sale that is to be determined, but keeps the sale', () => {
    expect(sales({ public: { startDateTime: '1900-01-01T06:00:00Z', startTBD: true } })).toEqual([
      { saleId: 'public', kind: 'public' },
    ]);
    expect(sales({ public: { startDateTime: '1900-01-01T06:00:00Z', startTBD: false } })[0]?.startsAt).toBeUndefined();
  });

  it('lets a wrong part cost no other', () => {
    const odd = normalised({
      images: 'none',
      classifications: [null, { segment: 7 }],
      dates: { timezone: 'Mars/Base' },
    });
    expect(odd).toMatchObject({ timezone: 'America/Los_Angeles', artists: [{ name: 'Beyoncé' }], status: 'unknown' });
    expect(odd).not.toHaveProperty('segment');
  });

  it('takes no link that is not http', () => {
    expect(normalised({ url: 'javascript:alert(1)' })).not.toHaveProperty('url');
  });
});

describe('sale ids', () => {
  const presale = (name: string, startDateTime: string) => ({ name, startDateTime });

  it('stay when a sale moves', () => {
    const before = sales({ presales: [presale('Fan Club', '2026-11-19T18:00:00Z')] });
    const after = sales({ presales: [presale('Fan Club', '2026-11-22T09:00:00Z')] });
    expect(after[0]?.saleId).toBe(before[0]?.saleId);
    expect(after[0]?.startsAt).not.toBe(before[0]?.startsAt);
  });

  it('tell overlapping presales apart, in names of any script and of the same name', () => {
    const found = sales({
      presales: [
        presale('先行抽選', '2026-11-19T18:00:00Z'),
        presale('Spotify', '2026-11-19T18:30:00Z'),
        presale('Spotify', '2026-11-19T19:00:00Z'),
      ],
    });
    expect(found.map(({ saleId }) => saleId)).toEqual(['presale-先行抽選', 'presale-spotify', 'presale-spotify~2']);
  });
});

const isRefused = (raw: unknown): boolean => {
  try {
    normaliseEvent(raw, at);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return true;
  }
};

const checkSound = (event: SaleEvent) => {
  expect(new Set(event.sales.map(({ saleId }) => saleId)).size).toBe(event.sales.length);
  for (const { startsAt, endsAt } of event.sales) expect(isInstant(startsAt) && isInstant(endsAt)).toBe(true);
  expect(isInstant(event.startsAt)).toBe(true);
};

describe('anything at all', () => {
  it.each([null, 'text', [], {}, { id: 'a b', name: 'X' }, { id: 'abc12' }, { id: 'KovZp', name: 'V', type: 'venue' }])(
    'refuses %j as no event',
    (raw) => expect(isRefused(raw)).toBe(true),
  );

  it('is normalised soundly or refused, never a crash', () => {
    const parts = fc.record(
      Object.fromEntries(
        Object.entries(aDiscoveryBody()).map(([key, value]) => [key, fc.oneof(fc.constant(value), fc.jsonValue())]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(parts, fc.jsonValue()), (raw) => {
        if (!isRefused(raw)) checkSound(normaliseEvent(raw, at));
      }),
    );
  });
});

const shared = fileURLToPath(new URL('../../../../shared/data/ticketmaster/', import.meta.url));
const bodies = existsSync(shared) ? readdirSync(shared).filter((file) => file.endsWith('.json.gz')) : [];

describe.skipIf(bodies.length === 0)('real bodies of ../shared/data/ticketmaster (skipped where they are not)', () => {
  it.each(bodies)('%s: every event is read', (file) => {
    const events = JSON.parse(gunzipSync(readFileSync(shared + file)).toString()) as { id: string }[];
    expect(events.length).toBeGreaterThan(0);
    for (const raw of events) {
      const event = normaliseEvent(raw, at);
      expect(event.eventId).toBe(raw.id);
      checkSound(event);
    }
  });

  it.each(['attraction_find-200', 'venue_find-200', 'event_find-404', 'classification_find-200'])(
    'refuses %s',
    (file) => {
      const [exchange] = JSON.parse(gunzipSync(readFileSync(`${shared}sdk/${file}.json.gz`)).toString());
      expect(isRefused(exchange.response)).toBe(true);
    },
  );
});
