// What the rounds leave in .local/bench.json.
import { type BenchRow, percentile } from '../bench-row.ts';
import type { Latencies, RoundSize, Rounds } from './run-rounds.ts';

/** seeds/predictive-issue-resolution.md: the 99th percentile, on AWS. */
const seedP99Ms = 450;

const both = (ms: readonly number[]): string =>
  `p50 ${Math.round(percentile(ms, 0.5))}, p99 ${Math.round(percentile(ms, 0.99))} ms`;

const rowOf = (name: string, { sms, email }: Latencies, how: string): BenchRow => {
  const value = percentile(sms, 0.99);
  return {
    ...{ name, value, unit: 'ms', baseline: seedP99Ms, ratio: seedP99Ms / value },
    how: `${how}, PutEvents to the SMS accepted: ${both(sms)}; the e-mail: ${both(email)}; baseline: the seed’s p99 on AWS`,
  };
};

/** @param load the machine's load average when it began */
export const reactiveRows = (rounds: Rounds, size: RoundSize, load: number): BenchRow[] => {
  const { events, perSecond, fans, paced } = size;
  const evenly = `${events} events at ${perSecond} a second, more than it keeps up with: events wait for each other`;
  const checked = 'each one case, one SMS, one e-mail, once at its provider';
  return [
    rowOf(
      'reactive-local-paced-p99-ms',
      rounds.paced,
      `local cloud, ${paced.events} events at ${paced.perSecond} a second. Checked: ${checked}. Load when it began: ${load.toFixed(1)}`,
    ),
    rowOf('reactive-local-p99-ms', rounds.quiet, `the same with ${evenly}`),
    rowOf(
      'reactive-local-busy-p99-ms',
      rounds.busy,
      `the same beside the reminders of a sale to ${fans} fans, ${rounds.beside} of whose requests came to the providers while the events did; all of both checked`,
    ),
  ];
};
