// Instants as ISO 8601 text. The usual form ("2026-11-20T10:00:00.000Z", 24 characters) compares as text; others are parsed.
const isCanonical = (iso: string): boolean => iso.length === 24 && iso.charCodeAt(23) === 90;

/** Negative, zero or positive as `a` is before, at or after `b`. Both ISO 8601 with zone. */
export const compareInstants = (a: string, b: string): number => {
  if (a === b) return 0;
  if (isCanonical(a) && isCanonical(b)) return a < b ? -1 : 1;
  return Date.parse(a) - Date.parse(b);
};

const MS_PER_DAY = 86_400_000;

/** The instant `days` days before `iso` (negative: after), in canonical form. */
export const daysBefore = (iso: string, days: number): string =>
  new Date(Date.parse(iso) - days * MS_PER_DAY).toISOString();

/** The same instant in canonical form. */
export const canonicalInstant = (iso: string): string => (isCanonical(iso) ? iso : new Date(iso).toISOString());
