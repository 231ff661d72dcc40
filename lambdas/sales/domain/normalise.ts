import { InvalidInputError } from '../../shared/errors.ts';
import type { Artist, EventStatus, SaleEvent, Venue } from './event.ts';
import { isEventId } from './event-id.ts';
import { normaliseSales } from './normalise-sales.ts';
import { toInstant, toLocalDate, toLocale, toWebUrl, toZone } from './plain-values.ts';
import { posterOf } from './poster.ts';
import { type RawEvent, rawEventSchema } from './raw-event.ts';

/**
 * An event as Herald knows it, from Discovery's body.
 * @param raw the parsed JSON of GET /discovery/v2/events/{id}.json
 * @throws InvalidInputError when it is no event at all (an error body, a venue, no id, no name)
 */
export const normaliseEvent = (raw: unknown, fetchedAt: Date): SaleEvent => {
  const body = readBody(raw);
  const start = body.dates?.start;
  const place = body._embedded?.venues[0];
  const fields = {
    url: toWebUrl(body.url),
    startsAt: isOpen(start) ? undefined : toInstant(start?.dateTime),
    localDate: start?.dateTBD || start?.dateTBA ? undefined : toLocalDate(start?.localDate),
    timezone: toZone(body.dates?.timezone) ?? toZone(place?.timezone),
    venue: venueOf(place),
    imageUrl: posterOf(body.images),
    segment: segmentOf(body),
    countryCode: countryOf(place),
  };
  return {
    eventId: body.id,
    name: body.name,
    locale: toLocale(body.locale),
    status: statusOf(body),
    artists: artistsOf(body),
    sales: normaliseSales(body.sales),
    fetchedAt: fetchedAt.toISOString(),
    ...present(fields),
  };
};

const readBody = (raw: unknown): RawEvent => {
  const result = rawEventSchema.safeParse(raw);
  const body = result.data;
  if (body && isEventId(body.id) && (body.type ?? 'event') === 'event') return body;
  throw new InvalidInputError('Discovery answered with something that is no event', {
    whatToDo: 'Look at the answer of the Discovery API for this id; the event is left as it was.',
  });
};

type Place = NonNullable<RawEvent['_embedded']>['venues'][number];
type Start = NonNullable<RawEvent['dates']>['start'];
/** What is left when the unknown is left out. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;

/** To be determined or announced: a time that stands beside such a mark is a placeholder. */
const isOpen = (start: Start): boolean =>
  Boolean(start?.dateTBD || start?.dateTBA || start?.timeTBA || start?.noSpecificTime);

const statuses: readonly EventStatus[] = ['onsale', 'offsale', 'canceled', 'postponed', 'rescheduled'];
const statusOf = ({ dates }: RawEvent): EventStatus => {
  const code = dates?.status?.code?.toLowerCase().replace('cancelled', 'canceled');
  return statuses.find((status) => status === code) ?? 'unknown';
};

const countryOf = (place: Place | undefined): string | undefined => {
  const code = place?.country?.countryCode.toUpperCase();
  return code && /^[A-Z]{2}$/.test(code) ? code : undefined;
};

const venueOf = (place: Place | undefined): Venue | undefined => {
  const name = place?.name ?? place?.city?.name;
  if (!place || name === undefined) return undefined;
  const state = place.state?.stateCode ?? place.state?.name;
  return { name, ...present({ venueId: place.id, city: place.city?.name, state, countryCode: countryOf(place) }) };
};

/** An attraction without an id cannot be suppressed by it, but it can be named: its name stands in. */
const artistsOf = ({ _embedded }: RawEvent): Artist[] =>
  (_embedded?.attractions ?? []).slice(0, 50).map(({ id, name }) => ({ artistId: id ?? name, name }));

const segmentOf = ({ classifications }: RawEvent): string | undefined =>
  (classifications.find(({ primary }) => primary) ?? classifications[0])?.segment?.name;
