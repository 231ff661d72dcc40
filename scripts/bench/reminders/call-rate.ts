// How fast calls came. Times are epoch milliseconds in order.

/** The first and last seconds are left out: workers start, the last batch ends. */
const edgeShare = 0.1;

/** Most calls in any second that begins with one. */
export const mostInASecond = (times: readonly number[]): number => {
  let [first, most] = [0, 0];
  for (const [index, at] of times.entries()) {
    while ((times[first] as number) <= at - 1_000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
};

/** Calls a second between the first and the last tenth. */
export const steadyRate = (times: readonly number[]): number => {
  const skipped = Math.floor(times.length * edgeShare);
  const middle = times.slice(skipped, times.length - skipped);
  return ((middle.length - 1) * 1_000) / ((middle.at(-1) as number) - (middle[0] as number));
};
