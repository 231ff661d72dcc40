import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { messageOf, TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import type { EventCache, ShortenOutcome, ShortUrls } from '../ports.ts';

export type ShortenUrlDeps = {
  cache: Pick<EventCache, 'get' | 'setShortUrl'>;
  shortUrls: ShortUrls;
  metrics: CountMetrics;
  sleep?: (ms: number) => Promise<unknown>;
  /** 0 to 1, for jitter. */
  random?: () => number;
};

const batch = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
const message = z.object({ eventId: z.string().min(1) });

/** At most two retries (seeds/ticket-sale-reminders.md, use case 5), with backoff as Bitly asks for. */
const PAUSES_MS = [2_000, 5_000];

/**
 * Queue `short-url`: gets each event its short URL. What Bitly refuses for good is left: the long URL serves, and the next
 * change of the event asks again. While Bitly is busy the message stays in the queue, which asks again minutes later.
 */
export const createShortenUrl =
  (deps: ShortenUrlDeps) =>
  async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    const failed: string[] = [];
    for (const { messageId, body } of batch.parse(event).Records) {
      try {
        await shortenOne(deps, message.parse(JSON.parse(body)).eventId);
      } catch (error) {
        logger.error('short URL failed', { messageId, reason: messageOf(error) });
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

const shortenOne = async (deps: ShortenUrlDeps, eventId: string): Promise<void> => {
  const event = await deps.cache.get(eventId);
  if (event?.url === undefined || event.shortUrl !== undefined) return; // gone, or a repeated message
  const { url } = event;
  const outcome = await shortened(deps, url);
  if (outcome.kind === 'busy') {
    throw new TransientError(`Bitly is busy (${outcome.code})`, { whatToDo: 'Nothing: the queue asks again.' });
  }
  if (outcome.kind === 'refused') {
    logger.warn('no short URL', { eventId, code: outcome.code, quota: outcome.quota });
    deps.metrics.addMetric(outcome.quota ? 'BitlyQuotaGone' : 'ShortUrlsRefused', 'Count', 1);
    return;
  }
  // `changed`: the stream has asked for the new URL's by now.
  const saved = await deps.cache.setShortUrl(eventId, { url, shortUrl: outcome.shortUrl });
  logger.info('short URL', { eventId, saved });
};

const shortened = async (
  { shortUrls, sleep = wait, random = Math.random }: ShortenUrlDeps,
  url: string,
): Promise<ShortenOutcome> => {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await shortUrls.shorten(url);
    const pause = PAUSES_MS[attempt];
    if (outcome.kind !== 'busy' || pause === undefined) return outcome;
    await sleep(pause * (0.5 + random()));
  }
};
