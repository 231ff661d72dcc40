// EnsureShortUrl of notification-scheduler, half an hour before a sale at 18:00Z; the deadline is 15 minutes before it.
import { expect, it } from 'vitest';
import { aSaleEvent, aSalesWorld } from '../../../test/support/a-sales-world.ts';
import { createEnsureShortUrl } from './ensure-short-url.ts';

const half = '2026-11-20T17:30:00.000Z';
const startsAt = '2026-11-20T18:00:00.000Z';
const url = 'https://tickets.example/beyonce';
const longUrl = `https://tickets.example/${'x'.repeat(120)}`;

/** @param minutes after the half hour in which the run began */
const ensureAt = async (minutes: number, { link = url, linked = {}, at = half, shortUrl = '' } = {}) => {
  const world = aSalesWorld(half);
  const event = await world.cache(aSaleEvent(startsAt, { url: link }));
  const { eventId } = event;
  if (shortUrl !== '') await world.events.setShortUrl(eventId, { url: link, shortUrl });
  world.at(new Date(Date.parse(half) + minutes * 60_000).toISOString());
  const run = { programId: 'ticket-sale-reminders', at, startedAt: half, window: half };
  const sale = { window: half, eventId, saleId: 'public', kind: 'public', startsAt, shards: [0] };
  return createEnsureShortUrl({ ...world, cache: world.events })({ run, sale, linked });
};

it('is ready with the short URL as soon as it is there', async () => {
  const shortUrl = 'https://bit.ly/3xYZ';
  expect(await ensureAt(0, { shortUrl })).toEqual({ outcome: 'ready', links: { email: shortUrl, sms: shortUrl } });
});

it('waits a minute at a time, then takes the long URL at the deadline', async () => {
  expect(await ensureAt(0)).toEqual({ outcome: 'wait', waitSeconds: 60, links: {} });
  expect(await ensureAt(14.5)).toMatchObject({ outcome: 'wait', waitSeconds: 30 });
  expect(await ensureAt(15)).toEqual({ outcome: 'ready', links: { email: url, sms: url } });
});

it('lets e-mail go once while an SMS with a long URL still waits, until the very last', async () => {
  const links = { email: longUrl };
  expect(await ensureAt(15, { link: longUrl })).toEqual({ outcome: 'partial', waitSeconds: 60, links });
  expect(await ensureAt(16, { link: longUrl, linked: links })).toEqual({ outcome: 'wait', waitSeconds: 60, links });
  expect(await ensureAt(25, { link: longUrl, linked: links })).toMatchObject({
    outcome: 'ready',
    links: { sms: longUrl },
  });
});

it('lives on the day of the run: its time is `at` and as long as it has been running', async () => {
  const at = '2026-11-20T17:44:00.000Z';
  expect(await ensureAt(0, { at })).toMatchObject({ outcome: 'wait' });
  expect(await ensureAt(1, { at })).toMatchObject({ outcome: 'ready' });
});

it('says what to do when the event is gone, or the program is not enabled', async () => {
  const run = { programId: 'ticket-sale-reminders', at: half, startedAt: half, window: half };
  const sale = { window: half, eventId: 'event-gone', saleId: 'public', kind: 'public', startsAt, shards: [0] };
  const world = aSalesWorld(half);
  const ensure = createEnsureShortUrl({ ...world, cache: world.events });
  await expect(ensure({ run, sale, linked: {} })).rejects.toMatchObject({ name: 'NotFoundError' });
  const other = { ...run, programId: 'product-reviews' };
  await expect(ensure({ run: other, sale, linked: {} })).rejects.toMatchObject({ name: 'InvalidInputError' });
  await expect(ensure({ run })).rejects.toThrow(/sale: .*linked: /);
});
