// gate-decisions-per-second, gate-own-p99-ms: the gate over in-memory stores: our own share of a decision, without AWS.
import { setTimeout as wait } from 'node:timers/promises';
import { addressHasher } from '../../lambdas/delivery/adapters/address-hasher.ts';
import { memoryPauseFlags } from '../../lambdas/delivery/adapters/memory-pause-flags.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import { requestNotifications } from '../../lambdas/delivery/index.ts';
import type { PolicyStore } from '../../lambdas/delivery/ports.ts';
import { type BenchRow, median, percentile, secondsOf } from './bench-row.ts';
import { earlierGrants, fanRequest, gateNow, reminderProgram, tablesOf } from './gate/fan-requests.ts';
import { naiveGate } from './gate/naive-gate.ts';

const [few, many] = [1_000, 50_000];
/** As generate-reminders asks (handlers/reminders/remind-fans.ts). */
const requestsPerCall = 500;
const rounds = 3;
/** How long each call of the distant store takes: about what DynamoDB takes for a transaction. */
const callMs = 5;
/** Recipients that the naive gate is given there: it needs two calls for each, one after another. */
const naiveFans = 500;
const [single, warmUp] = [5_000, 1_000];
/** design.md, Budgets: our own CPU of a reactive event, all of its stages together. */
const budgetMs = 2;

const hasher = addressHasher(async () => 'a key of the bench');
const noMetrics = { singleMetric: () => ({ addDimension: () => undefined, addMetric: () => undefined }) };

const gateOver = (policies: PolicyStore) => {
  const context = { program: reminderProgram(), templateHash: 't', now: gateNow };
  const request = requestNotifications({ policies, pauseFlags: memoryPauseFlags(), hasher, metrics: noMetrics });
  return { ask: (requests: Parameters<typeof request>[0]) => request(requests, context) };
};

const requestsOf = (fans: number, subject: string) => Array.from({ length: fans }, (_, n) => fanRequest(n, subject));

type Run = { granted: number; perSecond: number };

const byGate = async (fans: number, policies: PolicyStore): Promise<Run> => {
  const [{ ask }, requests] = [gateOver(policies), requestsOf(fans, 'event-1')];
  let granted = 0;
  const seconds = await secondsOf(async () => {
    for (let from = 0; from < fans; from += requestsPerCall) {
      const outcomes = await ask(requests.slice(from, from + requestsPerCall));
      granted += outcomes.filter(({ outcome }) => outcome === 'granted').length;
    }
  });
  return { granted, perSecond: fans / seconds };
};

const naively = async (fans: number, policies: PolicyStore): Promise<Run> => {
  const requests = requestsOf(fans, 'event-1');
  const program = reminderProgram();
  let granted = 0;
  const seconds = await secondsOf(async () => {
    granted = await naiveGate({ policies, hasher, program, now: gateNow }, requests);
  });
  return { granted, perSecond: fans / seconds };
};

const nearStore = (fans: number): PolicyStore => memoryPolicyStore(tablesOf(fans));

/** The same store, but each call takes a while, as a table's does. */
const distantStore = (fans: number): PolicyStore => {
  const store = nearStore(fans);
  const late = async <T>(answer: Promise<T>): Promise<T> => {
    await wait(callMs);
    return answer;
  };
  return {
    ...store,
    read: (keys) => late(store.read(keys)),
    grant: (asked) => late(store.grant(asked)),
    refuse: (asked) => late(store.refuse(asked)),
  };
};

/** The two must agree before either is timed. @throws Error when they don't */
const agree = async (): Promise<void> => {
  const [ours, theirs] = [await byGate(few, nearStore(few)), await naively(few, nearStore(few))];
  if (ours.granted !== theirs.granted || ours.granted === 0)
    throw new Error(`The gate grants ${ours.granted} of ${few} messages, the naive one ${theirs.granted}`);
};

/** One message at a time, as a reactive Lambda asks: what the gate itself adds to it. Milliseconds. */
const addedLatency = async (): Promise<number[]> => {
  const { ask } = gateOver(nearStore(many));
  const times: number[] = [];
  for (let call = 0; call < warmUp + single; call += 1) {
    const seconds = await secondsOf(() => ask([fanRequest(call, 'event-2')]));
    if (call >= warmUp) times.push(seconds * 1000);
  }
  return times;
};

/** As many decisions as in the long list, in short ones. */
const smallLists = async (): Promise<number> => {
  const rates: number[] = [];
  for (let list = 0; list < many / few; list += 1) rates.push((await byGate(few, nearStore(few))).perSecond);
  return rates.length / rates.reduce((sum, perSecond) => sum + 1 / perSecond, 0);
};

const measureRates = async () => {
  const rates: Record<'few' | 'many' | 'distant' | 'naiveNear' | 'naiveDistant', number>[] = [];
  for (let round = 0; round < rounds; round += 1)
    rates.push({
      few: await smallLists(),
      many: (await byGate(many, nearStore(many))).perSecond,
      distant: (await byGate(many, distantStore(many))).perSecond,
      naiveNear: (await naively(many, nearStore(many))).perSecond,
      naiveDistant: (await naively(naiveFans, distantStore(naiveFans))).perSecond,
    });
  return rates;
};

export const gate = async (): Promise<BenchRow[]> => {
  await agree();
  const rates = await measureRates();
  const of = (name: keyof (typeof rates)[number]): number => Math.round(median(rates.map((rate) => rate[name])));
  const growth = median(rates.map((rate) => rate.few / rate.many));
  const times = await addedLatency();
  const p99 = percentile(times, 0.99);
  const fans = `fans with a consent and ${earlierGrants} earlier messages each, reminders of one sale by SMS`;
  return [
    {
      name: 'gate-decisions-per-second',
      value: of('distant'),
      unit: 'decisions/s',
      baseline: of('naiveDistant'),
      ratio: median(rates.map((rate) => rate.distant / rate.naiveDistant)),
      how: `requestNotifications over an in-memory store each of whose calls takes ${callMs} ms, as a table's does, ${many} ${fans}, ${requestsPerCall} a call; baseline: read, decide, write, one fan after another (same ids, hashes and decision; same result, checked), ${naiveFans} fans. Own CPU, over a store that answers at once: ${of('many')}/s, naively ${of('naiveNear')}/s. Growth: a decision among ${many} takes ${growth.toFixed(2)} times one among ${few}. Median of ${rounds} rounds in turn in one process`,
    },
    {
      name: 'gate-own-p99-ms',
      value: p99,
      unit: 'ms',
      baseline: budgetMs,
      ratio: budgetMs / p99,
      how: `requestNotifications for one message at a time over in-memory tables of ${many} ${fans}: ids, hashes, decision and both writes, no AWS; ${single} calls after ${warmUp} to warm up, median ${percentile(times, 0.5).toFixed(3)} ms; baseline: the budget of a whole reactive event`,
    },
  ];
};
