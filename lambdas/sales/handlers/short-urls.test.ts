import { expect, it } from 'vitest';
import { aDiscoveryBody } from '../../../test/support/a-discovery-body.ts';
import { fixedClock } from '../../shared/clock.ts';
import { memoryEventCache } from '../adapters/memory-event-cache.ts';
import { normaliseEvent } from '../domain/normalise.ts';
import type { ShortenOutcome } from '../ports.ts';
import { createRequestShortUrls } from './request-short-urls.ts';
import { createShortenUrl } from './shorten-url.ts';

const record = (eventId: string, more: object = {}, sequence = eventId) => {
  const sales = { L: [{ M: { startsAt: { S: '2026-11-20T18:00:00.000Z' } } }] };
  const NewImage = {
    eventId: { S: eventId },
    url: { S: 'https://t.example/1' },
    status: { S: 'onsale' },
    sales,
    ...more,
  };
  return { dynamodb: { SequenceNumber: sequence, NewImage } };
};

it('asks once for every event that lacks a short URL and has a sale ahead, and for no other', async () => {
  const asked: string[] = [];
  const request = async (ids: readonly string[]) => {
    asked.push(...ids);
    return [];
  };
  const over = { sales: { L: [{ M: { startsAt: { S: '2026-11-19T18:00:00.000Z' } } }, { M: {} }] } };
  const Records = [
    record('event1'),
    record('event1'),
    record('event2', { shortUrl: { S: 'https://bit.ly/1' } }),
    record('event3', over),
    record('event4', { status: { S: 'canceled' } }),
    { dynamodb: { SequenceNumber: '5', NewImage: { eventId: { S: 'refresh#event5' } } } },
    { dynamodb: { SequenceNumber: '6' } },
    record('event7'),
  ];
  const handle = createRequestShortUrls({ queue: { request }, clock: fixedClock('2026-11-20T00:00:00Z') });
  expect(await handle({ Records })).toEqual({ batchItemFailures: [] });
  expect(asked).toEqual(['event1', 'event7']);
});

it('has the stream go on from the first record that could not be enqueued', async () => {
  const queue = { request: async () => ['event2'] };
  const handle = createRequestShortUrls({ queue, clock: fixedClock('2026-11-20T00:00:00Z') });
  const Records = [record('event1'), record('event2', {}, '42'), record('event3')];
  expect(await handle({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '42' }] });
});

const withEvent = async (...outcomes: ShortenOutcome[]) => {
  const cache = memoryEventCache();
  const event = normaliseEvent(aDiscoveryBody(), new Date('2026-11-19T00:00:00Z'));
  await cache.put(event, '2026-11-19T06:00:00.000Z');
  const asked: string[] = [];
  const shorten = async (url: string): Promise<ShortenOutcome> => {
    asked.push(url);
    return outcomes[asked.length - 1] ?? { kind: 'busy', code: 'RATE_LIMIT_EXCEEDED' };
  };
  const pauses: number[] = [];
  const sleep = async (ms: number) => pauses.push(ms);
  const counted: string[] = [];
  const metrics = { addMetric: (name: string) => void counted.push(name) };
  const handle = createShortenUrl({ cache, shortUrls: { shorten }, metrics, sleep, random: () => 0.5 });
  const send = (body = JSON.stringify({ eventId: event.eventId })) => handle({ Records: [{ messageId: 'm1', body }] });
  return { send, asked, pauses, counted, stored: () => cache.get(event.eventId), event };
};
const short: ShortenOutcome = { kind: 'short', shortUrl: 'https://bit.ly/3xYZ' };

it('Use Case 5: writes the short URL beside the original, and asks no more', async () => {
  const { send, asked, stored, event } = await withEvent(short);
  expect(await send()).toEqual({ batchItemFailures: [] });
  await send();
  expect(asked).toEqual([event.url]);
  expect(await stored()).toMatchObject({ url: event.url, shortUrl: 'https://bit.ly/3xYZ' });
});

it('tries a busy Bitly twice more, with backoff, then leaves it to the queue to ask again', async () => {
  const { send, asked, pauses, stored } = await withEvent();
  expect(await send()).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(asked).toHaveLength(3);
  expect(pauses).toEqual([2_000, 5_000]);
  expect(await stored()).not.toHaveProperty('shortUrl');
});

it('never repeats what Bitly refused for good', async () => {
  const { send, asked, counted } = await withEvent(
    { kind: 'refused', code: 'UNPROCESSABLE_ENTITY', quota: false },
    short,
  );
  expect(await send()).toEqual({ batchItemFailures: [] });
  expect(asked).toHaveLength(1);
  expect(counted).toEqual(['ShortUrlsRefused']);
});

it('counts it when the quota is gone: somebody must buy more', async () => {
  const { send, counted } = await withEvent({ kind: 'refused', code: 'MONTHLY_ENCODE_LIMIT_REACHED', quota: true });
  expect(await send()).toEqual({ batchItemFailures: [] });
  expect(counted).toEqual(['BitlyQuotaGone']);
});

it('gets the short URL when the queue asks again', async () => {
  const busy: ShortenOutcome = { kind: 'busy', code: 'TEMPORARILY_UNAVAILABLE' };
  const { send, stored } = await withEvent(busy, busy, busy, short);
  await send();
  expect(await send()).toEqual({ batchItemFailures: [] });
  expect(await stored()).toMatchObject({ shortUrl: 'https://bit.ly/3xYZ' });
});

it('leaves a message it cannot read to the dead letters', async () => {
  const { send } = await withEvent(short);
  expect(await send('not json')).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
});
