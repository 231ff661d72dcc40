// Times as warehouses write them: ISO 8601 with zone, or Athena's "2026-11-20 14:03:00.000", which is UTC.
const pattern = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: ?UTC|Z|([+-])(\d\d):(\d\d))?$/;
/** What nearly every row holds: to the second or millisecond, UTC, on a day that every month has. Needs no arithmetic. */
const usual =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?: |T(?=.*Z$))(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{3})?Z?$/;
const MS_PER_MINUTE = 60_000;

/**
 * The instant in canonical form (`2026-11-20T14:03:00.000Z`; what is finer than a millisecond is cut off).
 * A zone may be missing only in Athena's form, with a space. `undefined`: no such form, or no such day or hour.
 */
export const canonicalEventTime = (text: string): string | undefined => {
  if (usual.test(text))
    return `${text.slice(0, 10)}T${text.slice(11, 19)}${text[19] === '.' ? text.slice(19, 23) : '.000'}Z`;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour, zoneMinute] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as number[] as [
    ...[number, number, number, number, number, number],
  ];
  const zoned = sign !== undefined || text.endsWith('Z') || text.endsWith('UTC');
  if (!zoned && text[10] === 'T') return undefined;
  if (h > 23 || mi > 59 || s > 59 || Number(zoneHour ?? 0) > 14 || Number(zoneMinute ?? 0) > 59) return undefined;
  const local = new Date(Date.UTC(y, mo - 1, d, h, mi, s, Number(fraction.padEnd(3, '0').slice(0, 3))));
  if (local.getUTCMonth() !== mo - 1 || local.getUTCDate() !== d) return undefined;
  if (sign === undefined) return local.toISOString();
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '+' ? 1 : -1);
  return new Date(local.getTime() - offset * MS_PER_MINUTE).toISOString();
};
