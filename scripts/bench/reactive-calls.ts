// reactive-sdk-calls, reactive-round-trips: what an event that opens a case asks of AWS, counted on the very wiring of the
// Lambda, and what the SDK takes for it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type BenchRow, median } from './bench-row.ts';
import { eventOf } from './reactive/deps.ts';
import { muted } from './reactive/muted.ts';
import { roundTrips, type Wired, wiredPath } from './reactive/recorded-calls.ts';

const [warmUp, measured] = [200, 300];
/** As long as a read of DynamoDB takes. */
const answerMs = 4;
/** issue 5, section 6. */
const mostRoundTrips = 3;

export const reactiveCalls = async (): Promise<BenchRow[]> => {
  const aws = fork(new URL('./reactive/stand-in-process.ts', import.meta.url), [String(answerMs)]);
  const [url] = await once(aws, 'message');
  const quiet = muted();
  const path = await wiredPath(String(url));
  try {
    return rows(await counted(path));
  } finally {
    path.end();
    quiet.end();
    aws.disconnect();
  }
};

type Counted = { calls: number[]; trips: number[]; cpuMs: number };

const counted = async (path: Wired): Promise<Counted> => {
  for (let n = 0; n < warmUp; n += 1) await path.send(eventAt(n));
  const [calls, trips]: [number[], number[]] = [[], []];
  const before = process.cpuUsage();
  for (let n = warmUp; n < warmUp + measured; n += 1) {
    const { outcome, calls: made } = await path.send(eventAt(n));
    if (outcome.kind !== 'opened') throw new Error(`The event of customer ${n} was ${outcome.kind}, not opened`);
    calls.push(made.length);
    trips.push(roundTrips(made));
  }
  const { user, system } = process.cpuUsage(before);
  return { calls, trips, cpuMs: (user + system) / 1_000 / measured };
};

/** It happened a second ago: the entry goes by the real time. */
const eventAt = (n: number) => {
  const event = eventOf(n);
  return { ...event, detail: { ...event.detail, timestamp: new Date(Date.now() - 1_000).toISOString() } };
};

const rows = ({ calls, trips, cpuMs }: Counted): BenchRow[] => {
  const [most, within] = [Math.max(...trips), trips.filter((count) => count <= mostRoundTrips).length / trips.length];
  const typical = median(trips);
  return [
    {
      ...{ name: 'reactive-sdk-calls', value: median(calls), unit: 'calls', baseline: null, ratio: null },
      how: `median over ${measured} events to an SMS and an e-mail accepted and noted (${Math.min(...calls)} to ${Math.max(...calls)}), the Lambda’s own entry against a stand-in of AWS in another process that answers after ${answerMs} ms; ${cpuMs.toFixed(1)} ms of CPU an event with the SDK and plain HTTP: what of it is ours is in reactive-own`,
    },
    {
      ...{ name: 'reactive-round-trips', value: typical, unit: 'round trips', baseline: mostRoundTrips },
      ...{ ratio: mostRoundTrips / typical },
      how: `median of what an event waits for before its first provider is called; at most ${mostRoundTrips} for ${Math.round(within * 100)} %, ${most} at worst: a slot that was missed by 30 ms is taken anew; baseline: the most there may be`,
    },
  ];
};
