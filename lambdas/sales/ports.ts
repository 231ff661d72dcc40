// The few functions the use cases of sales need from the outside world. Fakes: adapters/memory-*.ts.
import type { PinnedProgram } from '../shared/programs/pinned-program.ts';
import type { SaleProgram } from '../shared/programs/sale-program-schema.ts';
import type { Demand } from './domain/demand.ts';
import type { CachedEvent, SaleEvent, ScheduledSale } from './domain/event.ts';
import type { Confirmation, ContactChannel, ContactLimits, WindowRecord } from './domain/records.ts';

/** Ticketmaster's Discovery API. */
export type Discovery = {
  /**
   * The raw body of an event (domain/normalise.ts reads it).
   * @param budgetMs what the call may take, waiting for a slot of the rate limit included
   * @throws NotFoundError when Discovery has no such event, TransientError when it is slow, busy or away
   */
  event(eventId: string, budgetMs: number): Promise<unknown>;
};

/** Events as last fetched. */
export type EventCache = {
  /** Strongly consistent. */
  get(eventId: string): Promise<CachedEvent | undefined>;
  /**
   * Stores an event and its sales (the sale book) in one transaction; sales that moved or went leave their old window.
   * A copy that was fetched later wins. The short URL stays while the URL does.
   * @returns what is stored afterwards
   * @throws TransientError when others keep writing it
   */
  put(event: SaleEvent, refreshAfter: string): Promise<CachedEvent>;
  /** Forgets an event that Discovery no longer has, and its sales. */
  remove(eventId: string): Promise<void>;
  /** Remembers until then (epoch ms) that Discovery has no such event, so that nobody asks meanwhile. */
  setMissing(eventId: string, until: number): Promise<void>;
  isMissing(eventId: string, now: number): Promise<boolean>;
  /** Whether the caller is the one to refresh it: false while another's claim (epoch ms) runs. */
  claimRefresh(eventId: string, claim: { now: number; until: number }): Promise<boolean>;
  /** `changed`: the event's URL is another by now; nothing written. */
  setShortUrl(eventId: string, link: { url: string; shortUrl: string }): Promise<'saved' | 'changed' | 'missing'>;
};

/** Sales by the half hour in which reminders go out. Written by EventCache, with the event. */
export type SaleBook = {
  /** All sales of a window (domain/sales.ts: windowOf), by event and sale. */
  inWindow(window: string): Promise<ScheduledSale[]>;
};

/** Fetches an event behind the caller's back. `fan`: who waits for it, and gets reminders of sales whose window has begun. */
export type EventRefresh = { start(eventId: string, fan?: { customerId: string }): Promise<void> };

/** Makes, behind the caller's back, the reminders a fan has missed: of sales whose window has begun. */
export type LateReminders = { start(customerId: string): Promise<void> };

/** `busy`: try again later (429 or 5xx). `refused`: trying again can't help (`quota` is used up, bad URL, no rights). */
export type ShortenOutcome =
  | { kind: 'short'; shortUrl: string }
  | { kind: 'busy'; code: string }
  | { kind: 'refused'; code: string; quota: boolean };

/** Bitly. Never throws: all it can do is an outcome. */
export type ShortUrls = { shorten(longUrl: string): Promise<ShortenOutcome> };

/** Asks for short URLs. Resolves with the event ids that could not be enqueued. */
export type ShortUrlQueue = { request(eventIds: readonly string[]): Promise<string[]> };

/** Call slots of an outside service that hold across workers. */
export type CallLimiter = {
  /** Waits for the next free slot; false when none is free within `maxWaitMs`. */
  take(service: 'discovery' | 'bitly', slots: { perSecond: number; maxWaitMs: number }): Promise<boolean>;
  /** No calls before `until` (epoch ms): what the service's own headers said. */
  closeUntil(service: 'discovery' | 'bitly', until: number): Promise<void>;
};

/** What callers without an identity may cost of Discovery's daily calls, so that reminders never go without. */
export type PublicAllowance = {
  /** Takes one call; false when today's are used up. */
  take(): Promise<boolean>;
};

type Deployed = { hash: string; program: SaleProgram };
/** The enabled programs that remind of sales. */
export type SalePrograms = {
  /** By id. */
  enabled(): Promise<Deployed[]>;
  /**
   * The first by id that reminds of sales in a marketplace; without one: the first.
   * @throws NotFoundError when there is none
   */
  current(marketplace?: string): Promise<Deployed>;
};

/** Fans' wishes, sharded by customer within an event. What is past its ttl is not there. */
export type DemandStore = {
  /** Puts or changes a wish; `createdAt` of the first stays. Safe to repeat. */
  put(demand: Demand, shards: number): Promise<Demand>;
  /** @returns whether there was one */
  remove(whose: { customerId: string; eventId: string }, shards: number): Promise<boolean>;
  /** By event id; eventually consistent. */
  ofCustomer(
    customerId: string,
    page: { limit: number; nextToken?: string; now: Date },
  ): Promise<{ items: Demand[]; nextToken?: string }>;
  /** Fans of one shard by customer id, at most `limit`, after `nextKey`; strongly consistent. */
  fans(query: {
    eventId: string;
    shard: number;
    limit: number;
    nextKey?: string;
    now: Date;
  }): Promise<{ fans: Demand[]; nextKey?: string }>;
};

/** Contact points that wait to be confirmed, and how often and by whom each was named. Knows tokens by hash only. */
export type ContactConfirmations = {
  /** Counts one more confirmation of a contact point, and one more customer if new; atomic, so that limits hold. */
  claim(request: {
    customerId: string;
    addressHash: string;
    now: Date;
    limits: ContactLimits;
  }): Promise<'claimed' | 'customer-limit' | 'contact-limit' | 'day-limit'>;
  put(confirmation: Confirmation): Promise<void>;
  /** Makes the contact point the customer's. The same token again changes nothing. */
  confirm(tokenHash: string, now: Date): Promise<{ customerId: string; channel: ContactChannel } | undefined>;
};

/** What became of each half hour, so that a missed one is known. */
export type WindowRecords = {
  get(window: string, programId: string): Promise<WindowRecord | undefined>;
  /** A window that is done stays done. */
  put(record: WindowRecord): Promise<void>;
};

/** A sale program with its marketplaces and the hash of its texts; both are archived by then. */
export type SaleProgramInForce = { pinned: PinnedProgram<SaleProgram>; templateHash: string };
/** @throws NotFoundError when there is none of this kind, ConflictError when it is not enabled */
export type ProgramInForce = (programId: string) => Promise<SaleProgramInForce>;
