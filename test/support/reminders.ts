// Events that go on sale, and the scheduler's windows.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { eventually } from './eventually.ts';
import { dynamodb, outputs } from './local-cloud.ts';
import { ask } from './operations.ts';
import { patience } from './patience.ts';
import type { Ended } from './runs.ts';
import { run } from './runs.ts';
import { putEvent } from './ticketmaster.ts';

const minute = 60_000;
const halfHour = 30 * minute;

const day = 24 * 60 * minute;
/** Days to come on which Los Angeles has PST, no further away than wishes for unknown events are kept. */
const winterDays = (now: number): number[] =>
  Array.from({ length: 390 }, (_, n) => Math.floor(now / day) * day + (n + 2) * day).filter((at) => {
    const month = new Date(at).getUTCMonth();
    return month === 11 || month <= 1;
  });
const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(Math.random() * choices.length)] as T;

/**
 * A window that is still to come: its sales start at that hour of a winter day in Los Angeles.
 * @param hour 10 and 18 are for one test each alone, which count what a window has; any half hour of the afternoon for all
 * the others
 */
export const aWindow = (hour = oneOf([13, 13.5, 14, 14.5, 15, 15.5, 16, 16.5, 17])) => {
  const startsAt = oneOf(winterDays(Date.now())) + (hour + 8) * 60 * minute; // PST is UTC-8
  const later = (minutes: number): string => new Date(startsAt + minutes * minute).toISOString();
  return { at: later(-30), startsAt: later(0), later };
};

/**
 * The end of the half hour that has begun: a sale that starts then is announced now. Waits if it is just ending: until a
 * message is sent, a loaded machine takes its time, and of a sale that has begun nobody is reminded.
 */
export const saleOfThisHalfHour = (): Promise<string> =>
  eventually(
    'a half hour that is not just ending',
    async () => {
      const now = Date.now();
      const end = Math.ceil(now / halfHour) * halfHour;
      return end - now > 1.5 * minute ? new Date(end).toISOString() : undefined;
    },
    patience,
  );

/** Runs notification-scheduler for a window. */
export const runWindow = (at: string): Promise<Ended> => run('notification-scheduler', { at });

export type EventDetails = {
  eventId: string;
  name: string;
  status: string;
  sales: { saleId: string; kind: string; name: string | null; startsAt: string | null }[];
  shortUrl: string | null;
  url: string | null;
  isSuppressed: boolean;
  suppressionReason: string | null;
  fetchedAt: string;
  stale: boolean;
};

/** The answer of `eventDetails` to a stranger. */
export const askEvent = (eventId: string, marketId?: string) =>
  ask<{ eventDetails: EventDetails }>('api-key', 'EventDetails', { eventId, ...(marketId && { marketId }) });

/** An event as soon as fans can see it, and it is as wanted. Retries as clients do: it may be on its way. */
export const shown = (eventId: string, as: (event: EventDetails) => boolean = () => true): Promise<EventDetails> =>
  eventually(
    `event ${eventId} to be shown`,
    async () => {
      const { data, errors } = await askEvent(eventId);
      if (errors) throw new Error(JSON.stringify(errors));
      return data && as(data.eventDetails) ? data.eventDetails : undefined;
    },
    { ...patience, everyMs: 500 },
  );

/** An event that is on sale soon, cached and with its short URL. */
export const announced = async (event: Parameters<typeof putEvent>[0]): Promise<EventDetails> => {
  await putEvent(event);
  return shown(event.id, ({ shortUrl }) => shortUrl !== null);
};

/** Lets time pass for a cached event: it was fetched that many minutes ago, and is due to be fetched again. */
export const age = (eventId: string, minutes: number) => {
  const fetchedAt = new Date(Date.now() - minutes * minute).toISOString();
  return dynamodb.send(
    new UpdateCommand({
      TableName: pick(outputs.tables, 'events'),
      Key: { eventId },
      UpdateExpression: 'SET fetchedAt = :at, refreshAfter = :at',
      ExpressionAttributeValues: { ':at': fetchedAt },
    }),
  );
};
