// A sale's half hour, and a place on earth where it is the middle of the day in it.

const halfHourMs = 30 * 60_000;
/** A run needs so much of the half hour; with less left the next one is taken, by `at`. */
const neededMs = 20 * 60_000;

/** `at`: what the scheduler is told; `saleStartsAt`: the end of its window. ISO 8601. */
export type Window = { at: string; saleStartsAt: string; zone: string };

export const windowNow = (now: number): Window => {
  const end = Math.ceil((now + 1) / halfHourMs) * halfHourMs;
  const [at, start] = end - now >= neededMs ? [now, end] : [end, end + halfHourMs];
  // POSIX counts west of Greenwich as positive.
  const east = 12 - new Date(at).getUTCHours();
  const zone = east === 0 ? 'Etc/GMT' : `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
  return { at: new Date(at).toISOString(), saleStartsAt: new Date(start).toISOString(), zone };
};
