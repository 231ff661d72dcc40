import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEventTime } from './event-time.ts';

const anyInstant = fc
  .date({ min: new Date('1971-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('canonicalEventTime', () => {
  it('reads every form of an instant as that instant', () => {
    fc.assert(
      fc.property(anyInstant, (iso) => {
        const athena = iso.replace('T', ' ').replace('Z', '');
        for (const text of [iso, athena, `${athena} UTC`, iso.replace('Z', '+00:00'), iso.replace('Z', '999Z')])
          expect(canonicalEventTime(text)).toBe(iso);
        expect(canonicalEventTime(athena.slice(0, 19))).toBe(`${iso.slice(0, 19)}.000Z`);
      }),
    );
  });

  it('reads offsets', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (iso, minutes) => {
        const local = new Date(Date.parse(iso) + minutes * 60_000).toISOString().slice(0, -1);
        const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
        const offset = `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
        expect(canonicalEventTime(local + offset)).toBe(iso);
      }),
    );
  });

  it.each([
    '',
    '2026-11-20',
    '2026-11-20T10:00:00',
    '2026-13-01 10:00:00',
    '2026-00-10 10:00:00',
    '2026-04-31 10:00:00',
    '2027-02-29T10:00:00Z',
    '2026-11-20 24:00:00',
    '2026-11-20 10:60:00',
    '2026-11-20T10:00:00+15:00',
    ' 2026-11-20 10:00:00',
    '2026-11-20 10:00:00.',
    '2026-11-20T10:00:00z',
    '٢٠٢٦-11-20 10:00:00',
  ])('refuses %j', (text) => {
    expect(canonicalEventTime(text)).toBeUndefined();
  });
});
