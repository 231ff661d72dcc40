// Events that go on sale, and the scheduler's windows.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { eventually } from './eventually.ts';
import { dynamodb, outputs } from './local-cloud.ts';
import { ask } from './operations.ts';
import type { Ended } from './runs.ts';
import { run } from './runs.ts';
import { putEvent } from './ticketmaster.ts';

const minute = 60_000;
const halfHour = 30 * minute;

/** A half hour of a winter morning in Los Angeles that is still to come: its sales start at 10:00 AM PST. */
export const aWindow = (): { at: string; startsAt: string; later: (minutes: number) => string } => {
  const year = new Date().getUTCFullYear() + 1 + Math.floor(Math.random() * 20);
  const day = 1 + Math.floor(Math.random() * 58);
  const startsAt = Date.UTC(year, 0, day, 18);
  const later = (minutes: number) => new Date(startsAt + minutes * minute).toISOString();
  return { at: later(-30), startsAt: later(0), later };
};

/** The end of the half hour that has begun: a sale that starts then is announced now. Waits if it is just ending. */
export const saleOfThisHalfHour = (): Promise<string> =>
  eventually(
    'a half hour that is not just ending',
    async () => {
      const end = Math.ceil(Date.now() / halfHour) * halfHour;
      return end - Date.now() > minute / 3 ? new Date(end).toISOString() : undefined;
    },
    { everyMs: 1_000 },
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
  eventually(`event ${eventId} to be shown`, async () => {
    const { data, errors } = await askEvent(eventId);
    if (errors) throw new Error(JSON.stringify(errors));
    return data && as(data.eventDetails) ? data.eventDetails : undefined;
  });

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
