// A sale's half hour, and a place on earth where it is the middle of the day in it.
import { zoneWhereItIs } from '../../seed/zones.ts';

const halfHourMs = 30 * 60_000;
/** A run needs so much of the half hour; with less left the next one is taken, by `at`. */
const neededMs = 20 * 60_000;

/** `at`: what the scheduler is told; `saleStartsAt`: the end of its window. ISO 8601. */
export type Window = { at: string; saleStartsAt: string; zone: string };

export const windowNow = (now: number): Window => {
  const end = Math.ceil((now + 1) / halfHourMs) * halfHourMs;
  const [at, start] = end - now >= neededMs ? [now, end] : [end, end + halfHourMs];
  const zone = zoneWhereItIs(12, new Date(at));
  return { at: new Date(at).toISOString(), saleStartsAt: new Date(start).toISOString(), zone };
};
