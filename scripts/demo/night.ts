// Starts a run as an operator would and follows it to its end.
import { setTimeout as wait } from 'node:timers/promises';
import { graphqlData } from '../local-cloud/graphql-client.ts';
import type { Outputs } from '../local-cloud/outputs.ts';
import { seededDay } from '../seed/marker.ts';
import { seedTarget } from '../seed/seed-target.ts';
import { heading } from './print.ts';

type Named = { name: string; count: number };
export type DemoRun = {
  runId: string;
  programId: string;
  day: string;
  status: string;
  stage: string;
  startedAt: string;
  executionArn: string;
  failure: { step: string; error: string; cause: string; whatToDo: string } | null;
  summary: {
    split: { rows: number; rejected: number; reasons: Named[] };
    decisions: {
      candidates: number;
      duplicates: number;
      passed: number;
      rejectedBy: Named[];
      reasons: Named[];
      bands: Named[];
      histogram: number[];
    };
    store: { inserted: number; refreshed: number; unchanged: number } | null;
    extract: { bytesScanned: number; seconds: number };
    passRate: number;
    cacheHitRate: number;
    seconds: { name: string; value: number }[];
    costUsd: { name: string; value: number }[];
  } | null;
};

const runFields = `
  runId programId day status stage startedAt executionArn
  failure { step error cause whatToDo }
  summary {
    extract { bytesScanned seconds }
    split { rows rejected reasons { name count } }
    decisions { candidates duplicates passed rejectedBy { name count } reasons { name count } bands { name count } histogram }
    store { inserted refreshed unchanged }
    passRate cacheHitRate seconds { name value } costUsd { name value }
  }`;

/** The attempt that an execution made, if it is among the program's last twenty. */
export const findRun = async (
  outputs: Outputs,
  programId: string,
  executionArn: string,
): Promise<DemoRun | undefined> => {
  const { runs } = await graphqlData<{ runs: { items: DemoRun[] } }>(outputs, 'api-key', {
    query: `query($p: ID!) { runs(programId: $p, limit: 20) { items { ${runFields} } } }`,
    variables: { p: programId },
  });
  return runs.items.find((run) => run.executionArn === executionArn);
};

/** Statuses of a run that is over; its summary follows in the machine's last step. */
const ends = new Set(['committed', 'dry_run']);

/** The day that was seeded: midnight may have passed since, and then yesterday has no rows. */
export const dayToRun = async (): Promise<string | undefined> => {
  const { s3, warehouseBucket: bucket } = seedTarget();
  const day = await seededDay({ s3, bucket });
  s3.destroy();
  return day;
};

/**
 * Runs the night of a program over the day that was seeded and waits for its end.
 * @throws Error when the run fails (with what to do) or waits for a release
 */
export const runNight = async (outputs: Outputs, programId: string): Promise<DemoRun> => {
  heading(`A night of ${programId}`);
  const { startRun } = await graphqlData<{ startRun: { executionArn: string } }>(outputs, 'operator', {
    query: 'mutation($p: ID!, $d: String) { startRun(programId: $p, day: $d) { executionArn } }',
    variables: { p: programId, d: await dayToRun() },
  });
  const began = Date.now();
  let shown = '';
  for (;;) {
    const run = await findRun(outputs, programId, startRun.executionArn);
    const state = run ? `${run.status}: ${run.stage}` : 'preparing';
    if (state !== shown) console.log(`  ${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${state}`);
    shown = state;
    if (run?.status === 'held') throw new Error(`${run.runId} waits for a release: see docs/operations.md`);
    if (run?.failure) throw new Error(`${run.failure.step}: ${run.failure.cause}. ${run.failure.whatToDo}`);
    if (run?.summary && ends.has(run.status)) return run;
    await wait(1_000);
  }
};
