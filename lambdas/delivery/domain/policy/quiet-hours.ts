import { dayLong, instantsOf, minuteLong, minutesOf, startOfDay, wallClock } from './local-time.ts';

/**
 * Local times of day "hh:mm"; `to` before `from`: over midnight. `from` is quiet, `to` no longer is. `urgentMayPass`: the
 * marketplace lets urgent service messages come in them.
 */
export type QuietHours = { from: string; to: string; urgentMayPass?: boolean };

/** Whether the wall clock of a zone stands in the quiet hours. @param at epoch ms @throws RangeError for an unknown zone */
export const inQuietHours = (hours: QuietHours, zone: string, at: number): boolean => {
  const wall = wallClock(zone, at);
  const minutes = Math.floor((wall - startOfDay(wall)) / minuteLong);
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  return from <= to ? from <= minutes && minutes < to : minutes >= from || minutes < to;
};

/**
 * The first instant, not before `at`, that is not in quiet hours; across daylight-saving changes too.
 * @param at epoch ms @returns epoch ms; `at` itself when it is not quiet
 */
export const quietHoursEnd = (hours: QuietHours, zone: string, at: number): number => {
  if (!inQuietHours(hours, zone, at)) return at;
  const today = startOfDay(wallClock(zone, at));
  for (let days = 0; ; days += 1) {
    const ends = instantsOf(zone, today + days * dayLong + minutesOf(hours.to) * minuteLong);
    // Clocks set back may make the end come twice, and quiet hours that go on in between.
    const end = ends.find((instant) => instant > at && !inQuietHours(hours, zone, instant));
    if (end !== undefined) return end;
  }
};
