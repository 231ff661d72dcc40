// How each column of the extract is read. By hand rather than with zod: half a million rows a night.

import { marketplaceCodes } from '../../../shared/programs/marketplace-schema.ts';
import type { Scalar } from '../candidate.ts';
import { canonicalEventTime } from './event-time.ts';

export type AttributeType = 'string' | 'number' | 'boolean';
/** `problem`: `missing` (absent or null), `wrong-type` or `invalid`. */
export type Problem = { problem: 'missing' | 'wrong-type' | 'invalid'; expected: string; found: string };
/** Reads one raw value: the value as candidates hold it, or what is wrong with it. */
export type Read<T> = (raw: unknown) => { value: T } | Problem;

/** Keys of the candidates table join ids by these; an id that holds one could be taken for another's. */
const separators = /#P#|#CH#/;
/** Half a character can't be written as UTF-8: it would come back as another id. */
const loneSurrogate = /\p{Surrogate}/u;
/** DynamoDB's sort keys end at 1,024 bytes; `scoreKey` holds a score (22 bytes), two ids and two separators. */
const MAX_ID_BYTES = 500;
const SHOWN = 60;

const shown = (raw: unknown): string => {
  if (raw === '') return 'empty text';
  const text = JSON.stringify(raw) ?? 'nothing';
  return `${typeof raw} ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`;
};
const missing = (raw: unknown, expected: string): Problem => ({
  problem: 'missing',
  expected,
  found: raw === null ? 'null' : 'no such column',
});
const wrongType = (raw: unknown, expected: string): Problem => ({ problem: 'wrong-type', expected, found: shown(raw) });
const invalid = (raw: unknown, expected: string): Problem => ({ problem: 'invalid', expected, found: shown(raw) });
const isAbsent = (raw: unknown): raw is null | undefined => raw === null || raw === undefined;

const idExpected = `text of 1 to ${MAX_ID_BYTES} bytes without "#P#" and "#CH#"`;
const isId = (raw: string): boolean =>
  raw !== '' && !loneSurrogate.test(raw) && !separators.test(raw) && Buffer.byteLength(raw) <= MAX_ID_BYTES;

/** Ids are kept as they are, whatever their script; no trimming, no normalisation. */
export const readId: Read<string> = (raw) => {
  if (isAbsent(raw)) return missing(raw, idExpected);
  if (typeof raw !== 'string') return wrongType(raw, idExpected);
  return isId(raw) ? { value: raw } : invalid(raw, idExpected);
};

const timeExpected = 'a time such as "2026-11-20T14:03:00Z" or "2026-11-20 14:03:00.000" (UTC)';
export const readTime: Read<string> = (raw) => {
  if (isAbsent(raw)) return missing(raw, timeExpected);
  if (typeof raw !== 'string') return wrongType(raw, timeExpected);
  const value = canonicalEventTime(raw);
  return value === undefined ? invalid(raw, timeExpected) : { value };
};

const codes: ReadonlySet<unknown> = new Set(marketplaceCodes);
const marketplaceExpected = `one of ${marketplaceCodes.join(', ')}`;
export const readMarketplace: Read<string> = (raw) => {
  if (isAbsent(raw)) return missing(raw, marketplaceExpected);
  if (typeof raw !== 'string') return wrongType(raw, marketplaceExpected);
  return codes.has(raw) ? { value: raw } : invalid(raw, marketplaceExpected);
};

/** An attribute may be null (filters know what to make of that) but not of another type. */
export const readAttribute =
  (type: AttributeType): Read<Scalar> =>
  (raw) => {
    if (isAbsent(raw)) return { value: null };
    return typeof raw === type ? { value: raw as Scalar } : wrongType(raw, `${type} or null`);
  };
