// reactive-own-cpu-p99-ms, reactive-own-wall-p99-ms, reactive-events-per-second: an event that becomes a case, an SMS and an
// e-mail, beside stores and providers that answer at once: our own share, without AWS and its SDK.
import { createHandleErrorEvent } from '../../lambdas/issues/handlers/handle-error-event.ts';
import { type BenchRow, percentile, secondsOf } from './bench-row.ts';
import { eventOf, programId, reactiveDeps } from './reactive/deps.ts';
import { instantStores } from './reactive/instant-stores.ts';

const [warmUp, single, many] = [2_000, 4_000, 4_000];
/** The holdout gets none (5 %), everybody else two. */
const leastMessages = 1.8;
/** issue 5, section 6. */
const [cpuBudgetMs, wallBudgetMs] = [2, 5];
/** seeds/predictive-issue-resolution.md: events a second, over all workers. */
const seedPerSecond = 10_000;

export const reactiveOwn = async (): Promise<BenchRow[]> => {
  let sent = 0;
  const handle = createHandleErrorEvent(
    await reactiveDeps(instantStores(), () => {
      sent += 1;
    }),
  );
  const quiet = muted();
  const once = async (n: number): Promise<void> => {
    const { kind } = await handle({ programId, event: eventOf(n) });
    if (kind !== 'opened') throw new Error(`The event of customer ${n} was ${kind}, not opened`);
  };
  for (let n = 0; n < warmUp; n += 1) await once(n);
  const [cpu, wall]: [number[], number[]] = [[], []];
  for (let n = 0; n < single; n += 1) {
    const [before, start] = [process.cpuUsage(), performance.now()];
    await once(n);
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1_000);
  }
  const seconds = await secondsOf(async () => {
    for (let n = 0; n < many; n += 1) await once(n);
  });
  quiet.end();
  if (sent < leastMessages * (warmUp + single + many)) throw new Error(`Only ${sent} messages reached a provider`);
  return rows({ cpu, wall, perSecond: many / seconds });
};

/** Log lines are made and thrown away: a terminal is no part of it. */
const muted = (): { end(): void } => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  return {
    end: () => {
      process.stdout.write = write;
    },
  };
};

const rows = ({ cpu, wall, perSecond }: { cpu: number[]; wall: number[]; perSecond: number }): BenchRow[] => {
  const how = `an event of ${programId} to two messages accepted, program, templates and models of this repository, stores and providers that answer at once, ${single} events after ${warmUp} to warm up, one after another`;
  const [cpuP99, wallP99] = [percentile(cpu, 0.99), percentile(wall, 0.99)];
  const row = (name: string, value: number, baseline: number): BenchRow => ({
    ...{ name, value, unit: 'ms', baseline, ratio: baseline / value, how: `${how}; baseline: the budget` },
  });
  return [
    row('reactive-own-cpu-p99-ms', cpuP99, cpuBudgetMs),
    row('reactive-own-wall-p99-ms', wallP99, wallBudgetMs),
    {
      ...{ name: 'reactive-events-per-second', value: Math.round(perSecond), unit: 'events/s' },
      ...{ baseline: seedPerSecond, ratio: perSecond / seedPerSecond },
      how: `one worker beside instant stores, one event after another; baseline: the seed’s rate over all workers, so ${Math.ceil(seedPerSecond / perSecond)} processors’ worth of our own share`,
    },
  ];
};
