import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideLinks, urlFits } from './short-url-decision.ts';

const url = 'https://www.ticketmaster.com/event/1';
const saleStartsAt = '2026-11-20T18:00:00.000Z';
const at = (time: string, fits = true, shortUrl?: string) =>
  decideLinks(
    { url, ...(shortUrl && { shortUrl }) },
    { now: new Date(`2026-11-20T${time}Z`), saleStartsAt, deadlineMinutes: 15, fits },
  );

it('takes the short URL as soon as it is there', () => {
  expect(at('17:30:00', true, 'https://bit.ly/x')).toEqual({
    links: { email: 'https://bit.ly/x', sms: 'https://bit.ly/x' },
  });
});

it('waits a minute at a time, and never past the deadline', () => {
  expect(at('17:30:00')).toEqual({ links: {}, waitUntil: '2026-11-20T17:31:00.000Z' });
  expect(at('17:44:30')).toEqual({ links: {}, waitUntil: '2026-11-20T17:45:00.000Z' });
});

it('goes with the long URL at the deadline; an SMS it does not fit in goes at the very last', () => {
  expect(at('17:45:00')).toEqual({ links: { email: url, sms: url } });
  expect(at('17:45:00', false)).toEqual({ links: { email: url }, waitUntil: '2026-11-20T17:46:00.000Z' });
  expect(at('17:55:00', false)).toEqual({ links: { email: url, sms: url } });
});

it('always ends before the sale, however long it waits, and never waits into the past', () => {
  fc.assert(
    fc.property(fc.integer({ min: -3_600, max: 3_600 }), fc.boolean(), (secondsBefore, fits) => {
      let now = new Date(Date.parse(saleStartsAt) - secondsBefore * 1_000);
      for (let turn = 0; turn < 100; turn += 1) {
        const { links, waitUntil } = decideLinks({ url }, { now, saleStartsAt, deadlineMinutes: 15, fits });
        if (waitUntil === undefined) {
          expect(links).toEqual({ email: url, sms: url });
          return;
        }
        expect(Date.parse(waitUntil)).toBeGreaterThan(now.getTime());
        expect(Date.parse(waitUntil)).toBeLessThan(Date.parse(saleStartsAt));
        now = new Date(waitUntil);
      }
      throw new Error('waits for ever');
    }),
  );
});

it('knows that Japanese and Hindi leave less room', () => {
  const long = `https://www.ticketmaster.com/${'x'.repeat(60)}`;
  expect(urlFits(long, { locale: 'en-US', parts: 2 })).toBe(true);
  expect(urlFits(long, { locale: 'ja-JP', parts: 2 })).toBe(false);
});
