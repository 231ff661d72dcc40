// How long resolutions took, by what brought them: minutes of taps and calls are another thing than silence.
import type { CaseRow } from './case-row.ts';
import { histogram, quantile } from './quantile.ts';

type Way = 'selfService' | 'agent' | 'noFurtherError' | 'other';
/** Seconds; null where nothing was resolved so. */
export type Times = {
  count: number;
  median: number | null;
  p90: number | null;
  histogram: { upTo: number | null; count: number }[];
};
export type ResolutionTimes = Record<Way, Times>;

/** 5 and 15 minutes are the seed's; then an hour, six, a day, three. */
const bounds = [300, 900, 3_600, 21_600, 86_400, 259_200];

export const resolutionTimes = (rows: readonly CaseRow[]): ResolutionTimes => {
  const by = (method: CaseRow['method']): Times =>
    timesOf(rows.filter((row) => row.resolved && row.method === method).map(({ seconds }) => seconds));
  return {
    ...{ selfService: by('self-service'), agent: by('agent') },
    ...{ noFurtherError: by('no-further-error'), other: by(undefined) },
  };
};

const timesOf = (seconds: readonly (number | undefined)[]): Times => {
  const sorted = seconds.filter((value) => value !== undefined).sort((a, b) => a - b);
  return {
    ...{ count: sorted.length, median: quantile(sorted, 0.5) ?? null, p90: quantile(sorted, 0.9) ?? null },
    histogram: histogram(sorted, bounds),
  };
};
