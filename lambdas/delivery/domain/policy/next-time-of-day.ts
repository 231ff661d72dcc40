import { dayLong, instantsOf, minuteLong, minutesOf, startOfDay, wallClock } from './local-time.ts';

/**
 * The next time the wall clock of a zone reaches a time of day, once a day: on a day that has it twice (clocks set back)
 * the first of the two, on a day that skips it (clocks set forward) the instant of the skip.
 * @param zone IANA zone @param timeOfDay "hh:mm" @param after epoch ms; the answer is later
 * @returns epoch ms
 * @throws RangeError for a zone nobody knows
 */
export const nextTimeOfDay = (zone: string, timeOfDay: string, after: number): number => {
  const today = startOfDay(wallClock(zone, after));
  for (let days = 0; ; days += 1) {
    const wall = today + days * dayLong + minutesOf(timeOfDay) * minuteLong;
    const [first = Number.NaN] = instantsOf(zone, wall);
    if (first > after) return first;
  }
};
