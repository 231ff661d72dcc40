import * as z from 'zod';

const time = z.iso.datetime({ offset: true });
const dayMs = 86_400_000;
const mostDays = 92;

/** Arguments `from` ≤ t < `to`, at most 92 days apart (the ledger keeps 90). */
export const periodArguments = { from: time, to: time };

/** For a schema's `refine`. */
export const isPeriod = ({ from, to }: { from: string; to: string }): boolean => {
  const length = Date.parse(to) - Date.parse(from);
  return length > 0 && length <= mostDays * dayMs;
};
export const periodProblem = { path: ['to'], message: `must be after from, by at most ${mostDays} days` };
