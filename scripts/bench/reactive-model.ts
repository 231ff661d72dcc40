// reactive-model-p99-ms: what an event would take on AWS, from put to SMS accepted: our measured share and assumptions.
import type { BenchRow } from './bench-row.ts';
import { awsSteps, storeRoundTrips } from './reactive/aws-latencies.ts';
import { modelledPath } from './reactive/latency-model.ts';
import { benchFile, readRows } from './results.ts';

/** seeds/predictive-issue-resolution.md: its mean and its 99th percentile. */
const [seedMs, seedP99Ms] = [260, 450];

/** @throws Error when our own share was not measured before, or the path has other round trips than the model */
export const reactiveModel = async (): Promise<BenchRow[]> => {
  const rows = new Map(readRows(benchFile).map((row) => [row.name, row.value]));
  const ownMs = rows.get('reactive-own-wall-p99-ms');
  if (ownMs === undefined)
    throw new Error('Our own share is not measured yet: node scripts/bench.ts --only reactive-own');
  const trips = rows.get('reactive-round-trips') ?? storeRoundTrips;
  if (trips !== storeRoundTrips)
    throw new Error(`The path has ${trips} round trips, the model ${storeRoundTrips}: see reactive/aws-latencies.ts`);
  const { p50, p99 } = modelledPath(awsSteps, ownMs);
  const assumed = awsSteps.map(({ step, p50: low, p99: high }) => `${step} ${low}/${high}`).join('; ');
  return [
    {
      ...{ name: 'reactive-model-p99-ms', value: p99, unit: 'ms', baseline: seedP99Ms, ratio: seedP99Ms / p99 },
      how: `a model, not a measurement: event put to the provider’s answer for the SMS, p50 ${Math.round(p50)} ms beside the seed’s ${seedMs}; our own share (${ownMs.toFixed(1)} ms, its p99, always) and ${trips} sequential round trips, with AWS assumed (p50/p99 in ms; sources in scripts/bench/reactive/aws-latencies.ts): ${assumed}; steps log-normal and independent; no cold start; baseline: the seed’s p99`,
    },
  ];
};
