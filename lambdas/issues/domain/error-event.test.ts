import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anErrorEvent } from '../../../test/support/an-error-event.ts';
import { parseErrorEvent } from './error-event.ts';

const now = new Date('2026-11-20T17:00:00.000Z');
const parse = (event: unknown) => parseErrorEvent(event, { program: { candidateTTLDays: 7 }, now });
const detailOf = (event: Record<string, unknown>) => event.detail as Record<string, unknown>;

describe('reading an error event', () => {
  it('gives what the app told, with the time in one form and the window in hours', () => {
    const event = anErrorEvent({ timestamp: '2026-11-20T16:30:00+01:00', attributes: { build: 7, beta: true } });
    expect(parse(event)).toEqual({
      kind: 'event',
      event: {
        ...{ eventId: event.id, customerId: 'C789', errorType: 'NullPointerException', errorCount: 3 },
        ...{ timeWindowHours: 24, appVersion: '2.5.1', deviceType: 'iOS', at: '2026-11-20T15:30:00.000Z' },
        attributes: { build: 7, beta: true },
      },
    });
  });

  it('reads the example that people put on the bus (docs/examples)', () => {
    const detail = JSON.parse(readFileSync('docs/examples/error-event.json', 'utf8'));
    expect(parse({ ...anErrorEvent(), detail })).toMatchObject({ kind: 'event', event: { customerId: 'C789' } });
  });

  it('takes the app’s own event id for the event’s', () => {
    expect(parse(anErrorEvent({ eventId: 'e-1' }))).toMatchObject({ event: { eventId: 'e-1' } });
  });

  it.each([
    ['30m', 0.5],
    ['24h', 24],
    ['7d', 168],
  ])('reads a window of %s', (timeWindow, timeWindowHours) => {
    expect(parse(anErrorEvent({ timeWindow }))).toMatchObject({ event: { timeWindowHours } });
  });

  it('never takes an error for later than the event was put on the bus', () => {
    const event = anErrorEvent({ timestamp: '2026-11-20T17:04:00.000Z' }, { time: '2026-11-20T16:59:59Z' });
    expect(parse(event)).toMatchObject({ event: { at: '2026-11-20T16:59:59.999Z' } });
  });

  it('keeps the milliseconds of an error, although the bus tells seconds only', () => {
    const event = anErrorEvent({ timestamp: '2026-11-20T16:59:59.900Z' }, { time: '2026-11-20T16:59:59Z' });
    expect(parse(event)).toMatchObject({ event: { at: '2026-11-20T16:59:59.900Z' } });
  });
});

describe('refusing one', () => {
  it.each<[string, Record<string, unknown>]>([
    ['malformed', { customerId: undefined }],
    ['malformed', { customerId: 'a\u0000b' }],
    ['malformed', { customerId: 'x'.repeat(129) }],
    ['malformed', { errorCount: 2.5 }],
    ['malformed', { errorCount: Number.POSITIVE_INFINITY }],
    ['malformed', { timeWindow: 'a day' }],
    ['malformed', { timeWindow: '0h' }],
    ['malformed', { timestamp: 'yesterday' }],
    ['malformed', { timestamp: '2026-11-20T15:30:00' }],
    ['malformed', { timestamp: '2026-02-30T15:30:00Z' }],
    ['malformed', { attributes: { nested: {} } }],
    ['malformed', { attributes: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`a${n}`, n])) }],
    ['unknown-version', { schemaVersion: '2' }],
    ['unknown-version', { schemaVersion: 1 }],
    ['future', { timestamp: '2026-11-20T17:05:00.001Z' }],
    ['stale', { timestamp: '2026-11-13T16:59:59.999Z' }],
  ])('says %s of %j', (reason, detail) => {
    expect(parse(anErrorEvent(detail))).toMatchObject({ kind: 'refused', reason });
  });

  it('keeps events at both edges of time', () => {
    for (const timestamp of ['2026-11-20T17:05:00.000Z', '2026-11-13T17:00:00.000Z'])
      expect(parse(anErrorEvent({ timestamp })).kind).toBe('event');
  });

  it('says which fields, and never what was in them', () => {
    const refused = parse(anErrorEvent({ errorCount: 'secret-1', customerId: ['secret-2'] }));
    expect(refused).toMatchObject({ problem: expect.stringMatching(/customerId[\s\S]*errorCount/) });
    expect(JSON.stringify(refused)).not.toContain('secret');
  });
});

describe('anything at all', () => {
  it('is an event or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (anything) => {
        expect(['event', 'refused']).toContain(parse(anything).kind);
      }),
    );
  });

  it('in any field of an event is an event or refused with a problem', () => {
    const fields = Object.keys(detailOf(anErrorEvent()));
    fc.assert(
      fc.property(fc.constantFrom(...fields, 'eventId', 'attributes'), fc.anything(), (field, value) => {
        const parsed = parse(anErrorEvent({ [field]: value }));
        if (parsed.kind === 'refused') expect(parsed.problem).not.toBe('');
        else expect(parsed.event.at <= '2026-11-20T17:05:00.000Z').toBe(true);
      }),
    );
  });

  it('that is cut short anywhere is refused', () => {
    const text = JSON.stringify(anErrorEvent());
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (length) => {
        expect(parse(text.slice(0, length))).toMatchObject({ kind: 'refused', reason: 'malformed' });
      }),
    );
  });
});
