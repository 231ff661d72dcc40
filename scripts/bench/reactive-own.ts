// reactive-own-cpu-p99-ms, reactive-own-wall-p99-ms, reactive-events-per-second: an event that becomes a case, an SMS and an
// e-mail, beside stores and providers that answer at once: our own share, without AWS and its SDK.
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { createHandleErrorEvent } from '../../lambdas/issues/handlers/handle-error-event.ts';
import { type BenchRow, percentile, secondsOf } from './bench-row.ts';
import { eventOf, programId, reactiveDeps } from './reactive/deps.ts';
import { instantStores } from './reactive/instant-stores.ts';
import { muted } from './reactive/muted.ts';

const [warmUp, single, many] = [4_000, 6_000, 4_000];
/** issue 5, section 6. */
const [cpuBudgetMs, wallBudgetMs] = [2, 5];
/** seeds/predictive-issue-resolution.md: events a second, over all workers. */
const seedPerSecond = 10_000;

/** Milliseconds. `gc`: pauses of the garbage collector meanwhile. */
type Taken = { cpu: number[]; wall: number[]; whole: number[]; gc: number[]; perSecond: number };

export const reactiveOwn = async (): Promise<BenchRow[]> => {
  let [sent, cpuAtSend, wallAtSend] = [0, 0, 0];
  // Whoever is the last to be told of has the time at which both messages were with their providers.
  const atSend = (): void => {
    sent += 1;
    [cpuAtSend, wallAtSend] = [cpuNow(), performance.now()];
  };
  const handle = createHandleErrorEvent(await reactiveDeps(instantStores(), atSend));
  const once = async (n: number): Promise<void> => {
    const { kind } = await handle({ programId, event: eventOf(n) });
    if (kind !== 'opened') throw new Error(`The event of customer ${n} was ${kind}, not opened`);
    await setImmediate(); // as between invocations: what the engine has put off is done
  };
  const quiet = muted();
  for (let n = 0; n < warmUp; n += 1) await once(n);
  const pauses = collectorPauses();
  const [cpu, wall, whole]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < single; n += 1) {
    const [cpuBefore, start] = [cpuNow(), performance.now()];
    await once(n);
    whole.push(cpuNow() - cpuBefore);
    cpu.push(cpuAtSend - cpuBefore);
    wall.push(wallAtSend - start);
  }
  const gc = await pauses.taken();
  const seconds = await secondsOf(async () => {
    for (let n = 0; n < many; n += 1) await once(n);
  });
  quiet.end();
  if (sent !== 2 * (warmUp + single + many))
    throw new Error(`${sent} messages reached a provider: two an event should`);
  return rows({ cpu, wall, whole, gc, perSecond: many / seconds });
};

/** Of the whole process, with what the engine does beside: collecting garbage, compiling. */
const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const collectorPauses = () => {
  const pauses: number[] = [];
  const observer = new PerformanceObserver((list) => pauses.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ['gc'] });
  return {
    taken: async (): Promise<number[]> => {
      await setTimeout(20); // entries come a little later
      observer.disconnect();
      return pauses;
    },
  };
};

const ms = (value: number): string => `${value.toFixed(2)} ms`;

const rows = ({ cpu, wall, whole, gc, perSecond }: Taken): BenchRow[] => {
  const collected = `the garbage collector paused ${gc.length} times for ${ms(percentile(gc, 0.5))} in the median, and is in it`;
  const how = `an event of ${programId} until its SMS and its e-mail were accepted, program, templates and models of this repository, stores and providers that answer at once, ${single} events after ${warmUp} to warm up, one after another`;
  const row = (name: string, values: number[], [baseline, more]: [number, string]): BenchRow => {
    const value = percentile(values, 0.99);
    const median = `median ${ms(percentile(values, 0.5))}`;
    return {
      ...{ name, value, unit: 'ms', baseline, ratio: baseline / value },
      how: `${how}; ${median}; ${more}; baseline: the budget`,
    };
  };
  const toTheEnd = `until the event was done ${ms(percentile(whole, 0.5))} and ${ms(percentile(whole, 0.99))}`;
  return [
    row('reactive-own-cpu-p99-ms', cpu, [cpuBudgetMs, `${toTheEnd}; ${collected}`]),
    row('reactive-own-wall-p99-ms', wall, [wallBudgetMs, collected]),
    {
      ...{ name: 'reactive-events-per-second', value: Math.round(perSecond), unit: 'events/s' },
      ...{ baseline: seedPerSecond, ratio: perSecond / seedPerSecond },
      how: `one worker beside instant stores, one event after another; baseline: the seed’s rate over all workers, so ${Math.ceil(seedPerSecond / perSecond)} processors’ worth of our own share`,
    },
  ];
};
