import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTimeOfDay } from '../../delivery/index.ts';
import { afterOpenMinutes, type CallingHours, deadlines, openedFrom } from './calling-hours.ts';

const hours = (openFrom: string, openTo: string, zone = 'America/New_York'): CallingHours => ({
  ...{ openFrom, openTo },
  next: (timeOfDay, after) => nextTimeOfDay(zone, timeOfDay, after),
});
const wanted = (requestedAt: string, wishedAt?: string) => ({
  ...{ requestedAt, seenWithinMinutes: 1, calledWithinMinutes: 5 },
  ...(wishedAt !== undefined && { wishedAt }),
});

describe('deadlines', () => {
  it.each([
    ['at once when calls are always made', '00:00', '24:00', '2026-11-20T17:00:00.000Z', undefined, '17:01', '17:05'],
    [
      'from the wished time',
      '00:00',
      '24:00',
      '2026-11-20T17:00:00.000Z',
      '2026-11-20T19:30:00.000Z',
      '19:31',
      '19:35',
    ],
    [
      'from opening when it is asked for at night',
      '09:00',
      '18:00',
      '2026-11-20T08:00:00.000Z',
      undefined,
      '14:01',
      '14:05',
    ],
    [
      'from opening when it is wished for at night',
      '09:00',
      '18:00',
      '2026-11-20T01:00:00.000Z',
      '2026-11-20T09:00:00.000Z',
      '14:01',
      '14:05',
    ],
    ['over midnight', '22:00', '02:00', '2026-11-20T12:00:00.000Z', undefined, '03:01', '03:05'],
  ])('%s', (_what, from, to, requestedAt, wishedAt, seen, called) => {
    const { seenBy, calledBy } = deadlines(hours(from, to), wanted(requestedAt, wishedAt));
    expect([seenBy.slice(11, 16), calledBy.slice(11, 16)]).toEqual([seen, called]);
  });

  it('go on in the morning when the shop closes in between', () => {
    // 17:58 in New York: two minutes today, three tomorrow.
    const { seenBy, calledBy } = deadlines(hours('09:00', '18:00'), wanted('2026-11-20T22:58:00.000Z'));
    expect({ seenBy, calledBy }).toEqual({
      ...{ seenBy: '2026-11-20T22:59:00.000Z', calledBy: '2026-11-21T14:03:00.000Z' },
    });
  });
});

const minute = 60_000;
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1) / minute, max: Date.UTC(2027, 0, 1) / minute })
  .map((n) => n * minute);
const timeOfDay = fc.constantFrom('00:00', '08:00', '09:30', '18:00', '22:00', '24:00');
const zone = fc.constantFrom('America/New_York', 'Asia/Tokyo', 'Europe/Berlin', 'Asia/Kolkata');

it('an opening is never before the instant, and opening it again changes nothing', () => {
  fc.assert(
    fc.property(instant, timeOfDay, timeOfDay, zone, (at, from, to, where) => {
      const opened = openedFrom(hours(from, to, where), at);
      expect(opened).toBeGreaterThanOrEqual(at);
      expect(openedFrom(hours(from, to, where), opened)).toBe(opened);
    }),
  );
});

it('more minutes are never earlier, and none is lost', () => {
  fc.assert(
    fc.property(
      instant,
      timeOfDay,
      timeOfDay,
      zone,
      fc.integer({ min: 1, max: 120 }),
      (at, from, to, where, minutes) => {
        const open = hours(from, to, where);
        const end = afterOpenMinutes(open, at, minutes);
        expect(end - at).toBeGreaterThanOrEqual(minutes * minute);
        expect(afterOpenMinutes(open, at, minutes + 1)).toBeGreaterThan(end);
      },
    ),
  );
});
