// What every EventCache with its SaleBook must do. Run on the fakes in unit tests and on DynamoDB in integration tests.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { normaliseEvent } from '../../lambdas/sales/domain/normalise.ts';
import type { EventCache, SaleBook } from '../../lambdas/sales/ports.ts';
import { aDiscoveryBody } from '../support/a-discovery-body.ts';

export type EventCacheHarness = { cache: EventCache; book: SaleBook };

// Long over, so that nobody on deployed tables asks for a short URL; and so long that DynamoDB does not delete the sales: it
// does what expired within the last five years.
const WINDOW = '2015-11-20T17:30:00.000Z'; // of the public sale at 18:00
const MOVED = '2015-11-22T08:30:00.000Z';
const REFRESH = '2015-11-19T06:00:00.000Z';

const sales = {
  public: { startDateTime: '2015-11-20T18:00:00Z' },
  presales: [{ name: 'Verified Fan Presale', startDateTime: '2015-11-19T18:00:00Z' }],
};

export const eventCacheContract = (open: () => EventCacheHarness): void => {
  const { cache, book } = open();
  let eventId: string;
  beforeEach(() => {
    eventId = `e-${randomUUID()}`;
  });
  const event = (overrides: Record<string, unknown> = {}, at = '2015-11-19T00:00:00Z') =>
    normaliseEvent(aDiscoveryBody({ id: eventId, sales, ...overrides }), new Date(at));
  const publicAt = (startDateTime: string) => ({ sales: { public: { startDateTime } } });
  const salesIn = async (window: string) => (await book.inWindow(window)).filter((sale) => sale.eventId === eventId);

  it('gives an event back whole, and knows no other', async () => {
    expect(await cache.get(eventId)).toBeUndefined();
    const stored = await cache.put(event(), REFRESH);
    expect(stored).toEqual({ ...event(), refreshAfter: REFRESH, revision: 1 });
    expect(await cache.get(eventId)).toEqual(stored);
  });

  it('books sales by window; overlapping presales each in theirs', async () => {
    await cache.put(event(), REFRESH);
    const startsAt = '2015-11-20T18:00:00.000Z';
    expect(await salesIn(WINDOW)).toEqual([{ window: WINDOW, eventId, saleId: 'public', kind: 'public', startsAt }]);
    expect(await salesIn('2015-11-19T17:30:00.000Z')).toMatchObject([{ name: 'Verified Fan Presale' }]);
  });

  it('moves a sale to its new window, and out of the old one', async () => {
    await cache.put(event(publicAt('2015-11-20T18:00:00Z')), REFRESH);
    await cache.put(event(publicAt('2015-11-22T09:00:00Z'), '2015-11-19T01:00:00Z'), REFRESH);
    expect(await salesIn(WINDOW)).toEqual([]);
    expect(await salesIn(MOVED)).toMatchObject([{ saleId: 'public', startsAt: '2015-11-22T09:00:00.000Z' }]);
  });

  it('takes the new start of a sale that moves within its window', async () => {
    await cache.put(event(publicAt('2015-11-20T18:00:00Z')), REFRESH);
    await cache.put(event(publicAt('2015-11-20T17:45:00Z'), '2015-11-19T01:00:00Z'), REFRESH);
    expect(await salesIn(WINDOW)).toMatchObject([{ startsAt: '2015-11-20T17:45:00.000Z' }]);
  });

  it.each(['canceled', 'postponed'])('books no sale of an event that is %s', async (code) => {
    await cache.put(event(), REFRESH);
    await cache.put(event({ dates: { status: { code } } }, '2015-11-19T01:00:00Z'), REFRESH);
    expect(await salesIn(WINDOW)).toEqual([]);
  });

  it('keeps the copy that was fetched later, whoever stores last', async () => {
    const newer = await cache.put(event(publicAt('2015-11-22T09:00:00Z'), '2015-11-19T01:00:00Z'), REFRESH);
    expect(await cache.put(event(), REFRESH)).toEqual(newer);
    expect(await salesIn(WINDOW)).toEqual([]);
  });

  it('has every sale in one window after writers raced', async () => {
    const starts = Array.from({ length: 6 }, (_, n) => `2015-11-2${n + 1}T09:00:00Z`);
    await Promise.all(starts.map((start, n) => cache.put(event(publicAt(start), `2015-11-19T0${n}:00:00Z`), REFRESH)));
    const windows = starts.map((start) => new Date(Date.parse(start) - 1_800_000).toISOString());
    const booked = (await Promise.all(windows.map(salesIn))).flat();
    expect(booked).toMatchObject([{ startsAt: (await cache.get(eventId))?.sales[0]?.startsAt }]);
  });

  it('forgets an event with its sales', async () => {
    await cache.put(event(), REFRESH);
    await cache.remove(eventId);
    await cache.remove(eventId);
    expect(await cache.get(eventId)).toBeUndefined();
    expect(await salesIn(WINDOW)).toEqual([]);
  });

  it('keeps a short URL while the URL stays, and the original beside it', async () => {
    const { url = '' } = await cache.put(event(), REFRESH);
    expect(await cache.setShortUrl(eventId, { url, shortUrl: 'https://bit.ly/1' })).toBe('saved');
    const again = await cache.put(event({}, '2015-11-19T01:00:00Z'), REFRESH);
    expect(again).toMatchObject({ url, shortUrl: 'https://bit.ly/1' });
    const moved = await cache.put(event({ url: 'https://tickets.example/2' }, '2015-11-19T02:00:00Z'), REFRESH);
    expect(moved).not.toHaveProperty('shortUrl');
    expect(await cache.setShortUrl(eventId, { url, shortUrl: 'https://bit.ly/1' })).toBe('changed');
    expect(await cache.setShortUrl(`${eventId}-none`, { url, shortUrl: 'https://bit.ly/1' })).toBe('missing');
  });

  it('remembers for a while what Discovery does not know; that makes no event of it', async () => {
    expect(await cache.isMissing(eventId, 1_000)).toBe(false);
    await cache.setMissing(eventId, 2_000);
    expect(await cache.isMissing(eventId, 1_999)).toBe(true);
    expect(await cache.isMissing(eventId, 2_000)).toBe(false);
    expect(await cache.isMissing(`${eventId}-other`, 1_000)).toBe(false);
    expect(await cache.get(eventId)).toBeUndefined();
  });

  it('lets one caller refresh until its claim runs out, also an event that is not there', async () => {
    const claim = (now: number) => cache.claimRefresh(eventId, { now, until: now + 100 });
    const first = await Promise.all([claim(1_000), claim(1_000), claim(1_000)]);
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await claim(1_099)).toBe(false);
    expect(await claim(1_100)).toBe(true);
    expect(await cache.get(eventId)).toBeUndefined();
  });
};
