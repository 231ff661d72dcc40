// The largest worker of a run, from what the local cloud's Lambda executor reports of each invocation.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { invocationsFile } from '../../local-cloud/localstack-environment.ts';

/** `function`: the deployed name. `mb`: the most memory its process had resident. */
export type Peak = { function: string; mb: number; invocations: number };
type Invocation = { function: string; peakMb: number | null };

/** Where the report ends now; what comes later is the run's. */
export const reportPosition = (): number => (existsSync(invocationsFile) ? statSync(invocationsFile).size : 0);

/**
 * @param report JSON Lines of the executor @param functions deployed names that count
 * @throws Error when none of them is in the report: a peak of nothing would look like a good one
 */
export const peakOf = (report: string, functions: ReadonlySet<string>): Peak => {
  const calls = report
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Invocation)
    .filter((call) => functions.has(call.function));
  const most = calls.reduce<Invocation | undefined>(
    (top, call) => ((call.peakMb ?? 0) > (top?.peakMb ?? 0) ? call : top),
    undefined,
  );
  if (!most?.peakMb)
    throw new Error('No invocation with its memory is reported: only our own LocalStack does (docs/local-cloud.md)');
  return { function: most.function, mb: most.peakMb, invocations: calls.length };
};

export const peakSince = (position: number, functions: ReadonlySet<string>): Peak =>
  peakOf(readFileSync(invocationsFile).subarray(position).toString('utf8'), functions);
