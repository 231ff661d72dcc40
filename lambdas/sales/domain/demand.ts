// Who wants to be reminded of what. Contact points are not in it: they come from `contacts` when reminders are made.
import { createHash } from 'node:crypto';
import type { SaleEvent } from './event.ts';

export type ReminderPreference = 'sms' | 'email' | 'both';

/** One fan's wish for one event. Times are ISO 8601. `ttl`: epoch seconds, after the event's last sale. */
export type Demand = {
  customerId: string;
  eventId: string;
  marketplace: string;
  preference: ReminderPreference;
  /** BCP 47; absent: the event's. */
  locale?: string;
  /** IANA; absent: the contact's, else the marketplace's. */
  zone?: string;
  /** Presales the fan is verified for, by name. */
  verifiedFanPresales: string[];
  createdAt: string;
  updatedAt: string;
  ttl: number;
};

/** The partition of an event's fans a customer is in: stable, and even over shards. */
export const demandShard = (customerId: string, shards: number): number =>
  Number.parseInt(createHash('md5').update(customerId).digest('hex').slice(0, 8), 16) % shards;

export const channelsOf = (preference: ReminderPreference): ('sms' | 'email')[] =>
  preference === 'both' ? ['sms', 'email'] : [preference];

const DAY = 86_400_000;
/** Sales are announced late and move: a week after the last known one, and never before the event itself. */
const AFTER_LAST = 7 * DAY;
/** Of an event that nobody has told us of yet: tours are announced about a year ahead. */
const UNKNOWN = 400 * DAY;

/** Until when a wish is kept, in epoch seconds. */
export const demandTtl = (event: Pick<SaleEvent, 'sales' | 'startsAt'> | undefined, now: Date): number => {
  const times = [event?.startsAt, ...(event?.sales ?? []).map(({ startsAt }) => startsAt)].flatMap((at) => at ?? []);
  const last = times.length === 0 ? now.getTime() + UNKNOWN : Math.max(...times.map(Date.parse), now.getTime());
  return Math.floor((last + AFTER_LAST) / 1_000);
};

/** DynamoDB deletes late: what is past its time is no longer there. */
export const isOpen = ({ ttl }: Pick<Demand, 'ttl'>, now: Date): boolean => ttl * 1_000 > now.getTime();
