import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from './zoned-time.ts';

/** What a wall clock in a zone shows at an instant, as a datetime-local input writes it. */
const wallClock = (at: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(at))
    .replace(' ', 'T');

describe('instantOf', () => {
  it.each([
    ['2026-01-15T09:00', 'Europe/Berlin', '2026-01-15T08:00:00.000Z'],
    ['2026-07-15T09:00', 'Europe/Berlin', '2026-07-15T07:00:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'], // the first hour of summer time
    ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'], // after the hour that comes twice
    ['2026-01-15T00:15', 'Asia/Kolkata', '2026-01-14T18:45:00.000Z'],
    ['2026-01-15T23:30', 'Pacific/Kiritimati', '2026-01-15T09:30:00.000Z'],
    ['2026-04-05T02:30', 'Australia/Lord_Howe', '2026-04-04T16:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantOf(local, zone)).toBe(instant);
  });

  it.each(['', '2026-13-01T00:00', 'tomorrow', '2026-01-01'])('“%s” is no time', (local) => {
    expect(instantOf(local, 'Europe/Berlin')).toBeUndefined();
  });

  it('gives the wall clock back wherever the clocks do not change that day', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const minutes = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const at = new Date(minute * 60_000).toISOString();
        const local = wallClock(at, zone);
        const found = instantOf(local, zone) ?? '';
        // Of an hour that comes twice either is right: both show the same clock.
        expect(wallClock(found, zone)).toBe(local);
      }),
    );
  });
});
