import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesOf, offsetAt, wallClock } from './local-time.ts';
import { nextTimeOfDay } from './next-time-of-day.ts';
import { inQuietHours, quietHoursEnd } from './quiet-hours.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number): string => new Date(instant).toISOString();
const minute = 60_000;
const hour = 60 * minute;

// Half-hour and 45-minute offsets, half-hour daylight saving, changes at midnight, none, both hemispheres, the date line.
const zones = [
  ...['America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Santiago', 'America/Havana'],
  ...['Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Beirut', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tokyo'],
  ...['Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Chatham', 'Pacific/Apia', 'UTC'],
];
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2028-12-31T00:00:00Z') });
const timeOfDay = fc
  .integer({ min: 0, max: 1439 })
  .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);

const shown = (name: string, when: number): string => {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: name }).format(when);
};

describe('the next time of day', () => {
  it.each([
    ['Europe/Berlin', '10:00', '2026-11-21T05:00:00Z', '2026-11-21T09:00:00.000Z'],
    ['Europe/Berlin', '10:00', '2026-11-21T09:00:00Z', '2026-11-22T09:00:00.000Z'],
    // The night in between has 25 hours, then 23.
    ['Europe/Berlin', '10:00', '2026-10-24T12:00:00Z', '2026-10-25T09:00:00.000Z'],
    ['Europe/Berlin', '10:00', '2027-03-27T12:00:00Z', '2027-03-28T08:00:00.000Z'],
    ['America/New_York', '10:00', '2026-10-31T15:00:00Z', '2026-11-01T15:00:00.000Z'],
    // 02:30 is skipped on that day: the instant of the skip. 01:30 comes twice: the first of them, once.
    ['America/New_York', '02:30', '2026-03-08T05:00:00Z', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '01:30', '2026-11-01T04:00:00Z', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '01:30', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00.000Z'],
    ['Asia/Kolkata', '10:00', '2026-11-21T05:00:00Z', '2026-11-22T04:30:00.000Z'],
    ['Australia/Lord_Howe', '02:15', '2026-10-03T12:00:00Z', '2026-10-03T15:30:00.000Z'],
  ])('in %s: %s after %s is %s', (name, time, after, expected) => {
    expect(iso(nextTimeOfDay(name, time, at(after)))).toBe(expected);
  });

  it('shows that time on the clock, within a day and its change, or stands where the clock skips it', () => {
    fc.assert(
      fc.property(zone, timeOfDay, instant, (name, time, after) => {
        const next = nextTimeOfDay(name, time, after);
        expect(next).toBeGreaterThan(after);
        expect(next - after).toBeLessThanOrEqual(25 * hour);
        if (shown(name, next) === time) return;
        expect(offsetAt(name, next)).toBeGreaterThan(offsetAt(name, next - minute));
        expect(shown(name, next - minute) < time || minutesOf(time) < 60).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('comes once on every day of the year', () => {
    fc.assert(
      fc.property(zone, timeOfDay, (name, time) => {
        let last = at('2026-01-01T00:00:00Z');
        const days = new Set<number>();
        for (let n = 0; n < 365; n += 1) {
          last = nextTimeOfDay(name, time, last);
          days.add(Math.floor(wallClock(name, last) / (24 * hour)));
        }
        expect(days.size).toBe(365);
        expect(Math.max(...days) - Math.min(...days)).toBe(364);
      }),
      { numRuns: 30 },
    );
  });
});

describe('quiet hours', () => {
  const night = { from: '21:00', to: '08:00' };

  it.each([
    ['20:59', false],
    ['21:00', true],
    ['23:59', true],
    ['00:00', true],
    ['07:59', true],
    ['08:00', false],
  ])('at %s of the customer’s clock: %s', (time, quiet) => {
    expect(inQuietHours(night, 'America/New_York', at(`2026-11-21T${time}:00-05:00`))).toBe(quiet);
  });

  it('end at eight, also in the nights in which the clocks change', () => {
    expect(iso(quietHoursEnd(night, 'America/New_York', at('2026-10-31T23:00:00-04:00')))).toBe(
      '2026-11-01T13:00:00.000Z',
    );
    expect(iso(quietHoursEnd(night, 'America/New_York', at('2026-03-07T23:00:00-05:00')))).toBe(
      '2026-03-08T12:00:00.000Z',
    );
  });

  it('end at the second half past one where the clock, set back, shows quiet hours again', () => {
    const hours = { from: '22:00', to: '01:30' };
    const second = quietHoursEnd(hours, 'America/New_York', at('2026-11-01T01:10:00-05:00'));
    expect(iso(second)).toBe('2026-11-01T06:30:00.000Z');
  });

  it('end at the first minute that is not quiet', () => {
    fc.assert(
      fc.property(zone, timeOfDay, timeOfDay, instant, (name, from, to, when) => {
        const hours = { from, to };
        const end = quietHoursEnd(hours, name, when);
        expect(inQuietHours(hours, name, end)).toBe(false);
        if (end === when) return;
        for (let t = when; t < end; t += 7 * minute) expect(inQuietHours(hours, name, t)).toBe(true);
        expect(inQuietHours(hours, name, end - 1)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
