// What the app tells about errors: the `detail` of an ErrorEvent, schema version 1 (docs/architecture.md, Event).
import * as z from 'zod';
import type { ReactiveProgram } from '../../shared/programs/reactive-program-schema.ts';

/** `at`: canonical ISO 8601. `timeWindowHours`: the window in which `errorCount` was counted. */
export type ErrorEvent = {
  eventId: string;
  customerId: string;
  errorType: string;
  errorCount: number;
  timeWindowHours: number;
  appVersion: string;
  deviceType: string;
  at: string;
  attributes: Record<string, string | number | boolean | null>;
};
export type RefusalReason = 'malformed' | 'unknown-version' | 'future' | 'stale';
/** `problem`: which fields, and why; no values. */
export type ParsedEvent =
  | { kind: 'event'; event: ErrorEvent }
  | { kind: 'refused'; reason: RefusalReason; problem: string };

/** Printable, so that it can be part of a key and of a log line. */
const word = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{C}]+$/u, 'must be printable');

const envelopeSchema = z.object({
  id: word(128),
  time: z.iso.datetime({ offset: true }).optional(),
  detail: z.object({ schemaVersion: z.unknown().optional() }).loose(),
});

const detailSchema = z.object({
  eventId: word(128).optional(),
  customerId: word(128),
  errorType: word(128),
  errorCount: z.number().int().min(1).max(1_000_000_000),
  timeWindow: z.string().regex(/^[1-9]\d{0,3}[mhd]$/, 'must be a length such as "24h", "30m" or "7d"'),
  appVersion: word(64),
  deviceType: word(64),
  timestamp: z.iso.datetime({ offset: true }),
  attributes: z
    .record(word(64), z.union([z.string().max(512), z.number(), z.boolean(), z.null()]))
    .refine((attributes) => Object.keys(attributes).length <= 50, 'must be 50 at most')
    .default({}),
});

/** A device's clock may be ahead by so much. */
const aheadMs = 5 * 60_000;
const hoursOf: Record<string, number> = { m: 1 / 60, h: 1, d: 24 };
const msPerDay = 86_400_000;

/**
 * Reads an event as EventBridge hands it over. Anything at all may come in; it never throws.
 * @param envelope `{id, time, detail, …}`; the event's id is `detail.eventId`, else the envelope's
 */
export const parseErrorEvent = (
  envelope: unknown,
  { program, now }: { program: Pick<ReactiveProgram, 'candidateTTLDays'>; now: Date },
): ParsedEvent => {
  const outer = envelopeSchema.safeParse(envelope);
  if (!outer.success) return refused('malformed', z.prettifyError(outer.error));
  const { schemaVersion = '1' } = outer.data.detail;
  if (schemaVersion !== '1') return refused('unknown-version', 'schemaVersion: only "1" is known');
  const inner = detailSchema.safeParse(outer.data.detail);
  if (!inner.success) return refused('malformed', z.prettifyError(inner.error));
  const { timeWindow, timestamp, eventId = outer.data.id, ...detail } = inner.data;
  const at = Date.parse(timestamp);
  if (Number.isNaN(at)) return refused('malformed', 'timestamp: no such day');
  if (at > now.getTime() + aheadMs) return refused('future', 'timestamp: over 5 minutes ahead');
  if (at < now.getTime() - program.candidateTTLDays * msPerDay)
    return refused('stale', `timestamp: over ${program.candidateTTLDays} days ago`);
  // A device's clock that is ahead must not make an old error look newer than what was resolved meanwhile.
  // EventBridge tells the second only: a sooner millisecond of it is as good.
  const putBy = outer.data.time === undefined ? at : Date.parse(outer.data.time) + 999;
  const timeWindowHours = Number(timeWindow.slice(0, -1)) * (hoursOf[timeWindow.slice(-1)] ?? 1);
  return {
    kind: 'event',
    event: { eventId, ...detail, timeWindowHours, at: new Date(Math.min(at, putBy)).toISOString() },
  };
};

const refused = (reason: RefusalReason, problem: string): ParsedEvent => ({ kind: 'refused', reason, problem });
