// A worker dies in the middle of a chunk: the chunk is done again, nobody is lost and nobody is there twice.
import { expect, it } from 'vitest';
import { whileBehaving } from '../../support/behaviour.ts';
import { eventually } from '../../support/eventually.ts';
import { canSeeLambdaProcesses, lambdaProcesses } from '../../support/lambda-processes.ts';
import { aNight, night } from '../../support/night.ts';
import { ended, start } from '../../support/runs.ts';
import { served } from '../../support/stored.ts';

/** Longer than it takes to see the rule at work and to kill; the proxy then still does the dead worker's write. */
const stuckMs = 8_000;

it.skipIf(!canSeeLambdaProcesses).each([
  ['filter-chunk', 'BatchGetItem'],
  ['store-chunk', 'BatchExecuteStatement'],
])('%s, killed while it waits for %s', async (worker, operation) => {
  const troubled = await aNight('ft-killed', 40);
  const rules = [{ match: { operation, body: `${troubled.programId}-c` }, then: { delayMs: stuckMs }, times: 1 }];
  const end = await whileBehaving('fault-proxy', rules, async (applied) => {
    const arn = await start('batch-ingestion', { programId: troubled.programId, day: night });
    await eventually('a chunk to be stuck', async () => (await applied()) > 0 || undefined);
    // Which of them has the stuck chunk can't be seen from outside: idle ones are replaced, chunks are done again.
    const workers = lambdaProcesses(worker);
    expect(workers).not.toEqual([]);
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    return ended(arn);
  });
  expect(end.status, end.cause).toBe('SUCCEEDED');
  expect(end.output).toMatchObject({
    split: { rows: 40, accepted: 40 },
    decisions: { rows: 40, candidates: 40, passed: 40, duplicates: 0 },
  });
  const { store } = end.output as { store: { inserted: number; refreshed: number; unchanged: number } };
  // A chunk done again finds what the dead worker stored and counts it as refreshed.
  expect(store.inserted + store.refreshed).toBe(40);
  expect(store.unchanged).toBe(0);
  expect((await served(troubled.programId)).sort()).toEqual(troubled.customers.toSorted());
});
