import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { ShortUrlQueue } from '../ports.ts';

export type RequestShortUrlsDeps = { queue: ShortUrlQueue; clock: Clock };

const text = z.object({ S: z.string() });
/** What matters of an event's stream image, as DynamoDB writes it. */
const image = z.object({
  eventId: text,
  url: text,
  status: text,
  shortUrl: z.never().optional(),
  sales: z.object({ L: z.array(z.object({ M: z.object({ startsAt: text.optional() }) })) }),
});
const stream = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.unknown().optional() }) })),
});

/**
 * Stream of `events` → queue `short-url`: events that can be linked to, have no short URL and a sale ahead.
 * @returns the first record whose event could not be asked for; the stream goes on from there
 */
export const createRequestShortUrls =
  ({ queue, clock }: RequestShortUrlsDeps) =>
  async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    const wanted = new Map<string, string>();
    for (const { dynamodb } of stream.parse(event).Records) {
      const eventId = needsShortUrl(dynamodb.NewImage, clock.now());
      if (eventId !== undefined && !wanted.has(eventId)) wanted.set(eventId, dynamodb.SequenceNumber);
    }
    const failed = wanted.size > 0 ? await queue.request([...wanted.keys()]) : [];
    logger.info('short URLs asked for', { events: wanted.size - failed.length, failed: failed.length });
    const first = [...wanted].find(([eventId]) => failed.includes(eventId));
    return { batchItemFailures: first ? [{ itemIdentifier: first[1] }] : [] };
  };

const needsShortUrl = (newImage: unknown, now: Date): string | undefined => {
  const { data } = image.safeParse(newImage);
  if (!data || ['canceled', 'postponed'].includes(data.status.S)) return undefined;
  const ahead = data.sales.L.some(({ M }) => Date.parse(M.startsAt?.S ?? '') > now.getTime());
  return ahead ? data.eventId.S : undefined;
};
