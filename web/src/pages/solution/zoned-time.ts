// From a wall clock in some zone to an instant, by the browser's own time zone data.

/** A formatter is expensive, and the same for every question about a zone. */
const partsIn = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const named = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = named;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
};

/**
 * @param local as a datetime-local input gives it: `2026-11-21T09:30`
 * @param zone an IANA name
 * @returns the instant as ISO 8601; of an hour that comes twice one of both, of one that is left out a moment beside it;
 * undefined when there is no such time
 */
export const instantOf = (local: string, zone: string): string | undefined => {
  const wall = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) || Number.isNaN(wall)) return undefined;
  const wallOf = partsIn(zone);
  // The offset at the guess may be the one before a change of clocks: the second look is right.
  const first = wall - (wallOf(wall) - wall);
  return new Date(first - (wallOf(first) - wall)).toISOString();
};
