// The releaser: each minute it looks at what waits and is due (docs/architecture.md, States of a notification).
import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import { bucketOf } from '../domain/notification/due-bucket.ts';
import { type DuePlace, duePlaces, stragglerPlaces } from '../domain/notification/due-places.ts';
import type { ReleaseTimes } from '../domain/notification/release-decision.ts';
import type { DueCursor, NotificationLedger } from '../ports.ts';
import { inParallel } from './in-parallel.ts';
import { createReleaseOne, type ReleaseOneDeps } from './release-one.ts';

export type ReleaseDueDeps = ReleaseOneDeps & {
  ledger: Pick<NotificationLedger, 'get' | 'getMany' | 'save' | 'due'>;
  cursor: DueCursor;
  clock: Clock;
  metrics: CountMetrics;
  /** Milliseconds after which it stops and leaves the rest to the next run. */
  budgetMs: number;
  /** Only on the local cloud: `at` also stands in for the clock. */
  timeTravel: boolean;
};
/**
 * `counts`: by state entered, beside `held`, `failed` (could not be written, stays) and `broken` (can't be released as it
 * is; looked at again every hour). `left`: due, but out of time.
 */
export type Released = { counts: Record<string, number>; left: number };

const inputSchema = z.object({ at: z.iso.datetime({ offset: true }).optional() });
const placesAtOnce = 8;
const idsAtOnce = 4;
const idsPerRead = 100;

/**
 * Releases what is due. `at` (default: now) selects what is scheduled. Two at once do no harm: every write is conditional
 * on the revision that was read. The cursor follows runs by the clock only, and these look for stragglers behind it; a run
 * for another time looks for itself.
 */
export const createReleaseDue = (deps: ReleaseDueDeps) => {
  const { ledger, cursor, clock, metrics, budgetMs, timeTravel } = deps;
  return async (event: unknown): Promise<Released> => {
    const { at } = inputSchema.parse(event ?? {});
    const started = clock.now();
    const dueBy = new Date(at ?? started).toISOString();
    const times = { dueBy, now: timeTravel ? dueBy : started.toISOString() };
    const run = newRun(times, () => clock.now().getTime() - started.getTime() > budgetMs);
    const places = duePlaces(await cursor.read(), dueBy);
    const releaseOne = createReleaseOne(deps, times);
    const release = (place: DuePlace) => releasePlace({ ledger, releaseOne }, run, place);
    await inParallel(places, placesAtOnce, release);
    if (at === undefined) {
      await cursor.write(run.unfinished.toSorted()[0] ?? bucketOf(dueBy));
      await inParallel(stragglerPlaces(dueBy), placesAtOnce, release);
    }
    report(metrics, run);
    return { counts: run.counts, left: run.left };
  };
};

type Run = Released & { times: ReleaseTimes; outOfTime: () => boolean; unfinished: string[] };

const newRun = (times: ReleaseTimes, outOfTime: () => boolean): Run => ({
  ...{ times, outOfTime },
  counts: {},
  left: 0,
  unfinished: [],
});

type Releasing = Pick<ReleaseDueDeps, 'ledger'> & { releaseOne: ReturnType<typeof createReleaseOne> };

const releasePlace = async (
  { ledger, releaseOne }: Releasing,
  run: Run,
  { bucket, shard }: DuePlace,
): Promise<void> => {
  if (run.outOfTime()) return void run.unfinished.push(bucket);
  const ids = await ledger.due({ bucket, shard, at: run.times.dueBy });
  for (let from = 0; from < ids.length; from += idsPerRead) {
    if (run.outOfTime()) {
      run.left += ids.length - from;
      return void run.unfinished.push(bucket);
    }
    const found = await ledger.getMany(ids.slice(from, from + idsPerRead));
    await inParallel(found, idsAtOnce, async (seen) => {
      const outcome = await releaseOne(seen);
      if (outcome === 'failed') run.unfinished.push(bucket);
      if (outcome) run.counts[outcome] = (run.counts[outcome] ?? 0) + 1;
    });
  }
};

const report = (metrics: CountMetrics, { counts, left, unfinished }: Run): void => {
  for (const [outcome, count] of Object.entries(counts)) metrics.addMetric(`Due_${outcome}`, 'Count', count);
  metrics.addMetric('DueLeft', 'Count', left);
  metrics.addMetric('DuePlacesLeft', 'Count', unfinished.length);
  logger.info('due released', { counts, left, unfinished: unfinished.length });
};
