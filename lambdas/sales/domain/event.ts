// An event and its sales as Herald knows them, whatever Discovery left out. All times are ISO 8601 in UTC.

/** Discovery's `dates.status.code`; `unknown` when it said nothing or something new. */
export type EventStatus = 'onsale' | 'offsale' | 'canceled' | 'postponed' | 'rescheduled' | 'unknown';

export type SaleKind = 'public' | 'presale';

/**
 * `saleId` is made of kind and name, not of the time: a sale that moves keeps its id. No `startsAt`: not yet announced
 * (TBD). `name`: presales only.
 */
export type Sale = { saleId: string; kind: SaleKind; name?: string; startsAt?: string; endsAt?: string };

export type Venue = { venueId?: string; name: string; city?: string; state?: string; countryCode?: string };
export type Artist = { artistId: string; name: string };

export type SaleEvent = {
  eventId: string;
  name: string;
  /** Where tickets are bought: http(s) only. */
  url?: string;
  /** BCP 47, such as en-US. */
  locale: string;
  status: EventStatus;
  /** Absent: date or time not announced. */
  startsAt?: string;
  /** yyyy-mm-dd at the venue; may be known when the time is not. */
  localDate?: string;
  /** IANA zone of the venue. */
  timezone?: string;
  venue?: Venue;
  artists: Artist[];
  imageUrl?: string;
  /** Name of the primary classification's segment, such as Music. */
  segment?: string;
  /** ISO 3166, of the venue. */
  countryCode?: string;
  sales: Sale[];
  fetchedAt: string;
};

/** `refreshAfter`: older answers are stale for display. `revision` counts writes. `shortUrl` stands for this `url`. */
export type CachedEvent = SaleEvent & { refreshAfter: string; revision: number; shortUrl?: string };

/** A sale whose start is known, as the `sales` table holds it. `window`: see domain/sales.ts. */
export type ScheduledSale = {
  window: string;
  eventId: string;
  saleId: string;
  kind: SaleKind;
  name?: string;
  startsAt: string;
};
