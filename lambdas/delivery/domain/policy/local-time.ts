// Wall clocks of the world, from the runtime's own time zone data: nothing to bundle.

const minute = 60_000;
const day = 86_400_000;
const zonesKept = 1_000;
const offsetsKept = 2_000;

type Zone = { format: Intl.DateTimeFormat; offsets: Map<number, number> };
const zones = new Map<string, Zone | undefined>();

/** Whether it is an IANA zone (or alias) that the runtime knows. */
export const isZone = (name: string): boolean => zoneOf(name) !== undefined;

/** Milliseconds that a zone's wall clock is ahead of UTC at an instant. @throws RangeError for a zone nobody knows */
export const offsetAt = (name: string, instant: number): number => {
  const zone = zoneOf(name);
  if (!zone) throw new RangeError(`"${name}" is no time zone; check it with isZone first`);
  // Messages of a campaign fall due at few instants, and a clock changes on a whole minute.
  const key = Math.floor(instant / minute);
  let offset = zone.offsets.get(key);
  if (offset === undefined) {
    offset = shownBy(zone.format, key * minute) - key * minute;
    if (zone.offsets.size >= offsetsKept) zone.offsets.clear();
    zone.offsets.set(key, offset);
  }
  return offset;
};

/** What the wall clock shows, as if it were UTC (epoch ms). */
export const wallClock = (zone: string, instant: number): number => instant + offsetAt(zone, instant);

/**
 * Instants at which the wall clock shows `wall`, in order: mostly one; two when the clock is set back; when it skips
 * `wall`, the instant of the skip, the first at which it shows something later.
 */
export const instantsOf = (zone: string, wall: number): number[] => {
  const before = wall - offsetAt(zone, wall - day);
  const after = wall - offsetAt(zone, wall + day);
  if (before === after) return [before];
  const shown = [Math.min(before, after), Math.max(before, after)].filter((at) => wallClock(zone, at) === wall);
  return shown.length > 0 ? shown : [skipBetween(zone, wall, [after, before])];
};

const skipBetween = (zone: string, wall: number, [from, to]: [number, number]): number => {
  let [early, late] = [from, to];
  while (late - early > minute) {
    const middle = early + Math.floor((late - early) / 2 / minute) * minute;
    if (wallClock(zone, middle) > wall) late = middle;
    else early = middle;
  }
  return late;
};

/** Minutes since midnight of "hh:mm". */
export const minutesOf = (timeOfDay: string): number =>
  Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3, 5));

/** Midnight of the wall clock's day, as wall clock. */
export const startOfDay = (wall: number): number => Math.floor(wall / day) * day;

export const dayLong = day;
export const minuteLong = minute;

const zoneOf = (name: string): Zone | undefined => {
  if (zones.has(name)) return zones.get(name);
  // Names come with customers' data: what is kept of them stays bounded.
  if (zones.size >= zonesKept) zones.clear();
  const zone = openZone(name);
  zones.set(name, zone);
  return zone;
};

const openZone = (timeZone: string): Zone | undefined => {
  const two = '2-digit';
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
  try {
    // Swedish writes "2026-11-21 05:30:00".
    return { format: new Intl.DateTimeFormat('sv-SE', { ...fields, timeZone, hourCycle: 'h23' }), offsets: new Map() };
  } catch {
    return undefined;
  }
};

const shownBy = (format: Intl.DateTimeFormat, instant: number): number =>
  Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
