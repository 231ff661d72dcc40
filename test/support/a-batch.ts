// The whole batch in one process: the same handlers over the memory fakes, in the order of the state machine.

import { memoryCandidateStore } from '../../lambdas/candidates/adapters/memory-candidate-store.ts';
import { type MemoryFacts, memoryFactSource } from '../../lambdas/candidates/adapters/memory-fact-source.ts';
import { memoryFeatureStore } from '../../lambdas/candidates/adapters/memory-feature-store.ts';
import { memoryModelRegistry } from '../../lambdas/candidates/adapters/memory-model-registry.ts';
import { memoryRunFiles } from '../../lambdas/candidates/adapters/memory-run-files.ts';
import { memoryRunLedger } from '../../lambdas/candidates/adapters/memory-run-ledger.ts';
import { memoryScoreCache } from '../../lambdas/candidates/adapters/memory-score-cache.ts';
import { memoryScoringProviders } from '../../lambdas/candidates/adapters/memory-scoring-providers.ts';
import { chunkHash, partOf } from '../../lambdas/candidates/domain/run/chunk-plan.ts';
import type { Judgement } from '../../lambdas/candidates/domain/run/judge.ts';
import type { RunContext } from '../../lambdas/candidates/domain/run/run.ts';
import type { RunSummary } from '../../lambdas/candidates/domain/run/summary.ts';
import { createCommitRun } from '../../lambdas/candidates/handlers/commit-run.ts';
import { createFilterChunk } from '../../lambdas/candidates/handlers/filter-chunk.ts';
import { createJudgeRun } from '../../lambdas/candidates/handlers/judge-run.ts';
import { createListParts } from '../../lambdas/candidates/handlers/list-parts.ts';
import { createPrepareRun } from '../../lambdas/candidates/handlers/prepare-run.ts';
import { createRecordFailure } from '../../lambdas/candidates/handlers/record-failure.ts';
import { createScoreChunk } from '../../lambdas/candidates/handlers/score-chunk.ts';
import { createSplitPart } from '../../lambdas/candidates/handlers/split-part.ts';
import { createStoreChunk } from '../../lambdas/candidates/handlers/store-chunk.ts';
import { createSummariseRun } from '../../lambdas/candidates/handlers/summarise-run.ts';
import { createWriteManifest, type ManifestRef } from '../../lambdas/candidates/handlers/write-manifest.ts';
import { fixedClock } from '../../lambdas/shared/clock.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';

export type Row = Record<string, unknown>;

/** A row of the warehouse that passes every filter, given `factsFor` its rows. */
export const aRow = (overrides: Row = {}): Row => ({
  customer_id: 'customer-1',
  subject: 'product-1',
  occasion: 'order-1',
  event_time: '2026-11-19 10:00:00.000',
  marketplace: 'US',
  purchased: true,
  refunded: false,
  reviewed: false,
  ...overrides,
});

/** Facts under which every row's customer is active and every product open. */
export const factsFor = (rows: readonly Row[]): MemoryFacts => ({
  customers: rows.map((row) => ({ customerId: String(row.customer_id), status: 'active', flagged: false })),
  products: rows.map((row) => ({ productId: String(row.subject), openForReviews: true })),
});

/** Lines by part, as UNLOAD writes them; rows without a customer lie in part 0. Texts are malformed lines. */
export const extractOf = (rows: readonly (Row | string)[]): Map<string, string[]> => {
  const parts = new Map<string, string[]>();
  for (const row of rows) {
    const id = typeof row === 'string' ? undefined : row.customer_id;
    const part = typeof id === 'string' ? partOf(chunkHash(id)) : '0';
    const lines = parts.get(part) ?? [];
    parts.set(part, lines);
    lines.push(typeof row === 'string' ? row : JSON.stringify(row));
  }
  return parts;
};

type Given = {
  pinned: PinnedProgram;
  rows: readonly (Row | string)[];
  facts: MemoryFacts;
  providers?: ReturnType<typeof memoryScoringProviders>;
  hasEnded?: (arn: string) => Promise<boolean>;
};

const features = ['engagement_score', 'review_history', 'trust_score', 'category', 'price', 'rating_count'];
const aSpec = (modelId: string) => ({
  modelId,
  version: 'v1',
  features: features.map((name) => ({ name, entity: 'customer' as const, group: 'behaviour', default: 0 })),
});

/** Everything a batch needs (`extract`: lines by part, to be changed between nights), with each step as a function. `published` and `figures` are what watchers and CloudWatch got. */
export const aBatch = ({ pinned, rows, facts, providers, hasEnded = async () => false }: Given) => {
  const clock = fixedClock('2026-11-20T02:10:00.000Z');
  const published: string[] = [];
  const figures = new Map<string, number>();
  const extract = extractOf(rows);
  const deps = {
    clock,
    bucket: 'data',
    workerGb: 0.5,
    programs: memoryProgramStore([pinned]),
    ledger: memoryRunLedger({ hasEnded }),
    files: memoryRunFiles(extract),
    facts: memoryFactSource(facts),
    features: memoryFeatureStore([]),
    models: memoryModelRegistry(),
    cache: memoryScoreCache(clock),
    candidates: memoryCandidateStore({ clock }),
    providers: providers ?? memoryScoringProviders({ models: [{ spec: aSpec(pinned.program.scoringModel.modelId) }] }),
    progress: { publish: async ({ stage }: { stage: string }) => void published.push(stage) },
    metrics: {
      addDimensions: () => undefined,
      addMetric: (name: string, _unit: unknown, value: number) => void figures.set(name, value),
    },
  };
  return { deps, extract, published, figures, steps: stepsOf(deps) };
};
export type Batch = ReturnType<typeof aBatch>;

/** What all these steps together need. */
type StepDeps<S> = (S extends (deps: infer D) => unknown ? (all: D) => void : never) extends (all: infer D) => void
  ? D
  : never;
type Deps = StepDeps<
  | typeof createPrepareRun
  | typeof createListParts
  | typeof createSplitPart
  | typeof createWriteManifest
  | typeof createFilterChunk
  | typeof createScoreChunk
  | typeof createJudgeRun
  | typeof createStoreChunk
  | typeof createCommitRun
  | typeof createSummariseRun
  | typeof createRecordFailure
>;

const stepsOf = (deps: Deps) => ({
  prepare: createPrepareRun(deps),
  listParts: createListParts(deps),
  splitPart: createSplitPart(deps),
  writeManifest: createWriteManifest(deps),
  filterChunk: createFilterChunk(deps),
  scoreChunk: createScoreChunk(deps),
  judge: createJudgeRun(deps),
  storeChunk: createStoreChunk(deps),
  commit: createCommitRun(deps),
  summarise: createSummariseRun(deps),
  recordFailure: createRecordFailure(deps),
});

export const aQuery = {
  queryId: 'q-1',
  startedAt: '2026-11-20T02:00:10.000Z',
  polls: 2,
  waitSeconds: 3,
  state: 'SUCCEEDED',
  bytesScanned: 20_000_000,
  costUsd: 0.0001,
  runtimeMs: 4_000,
} as const;

export const execution = (arn = 'arn:execution:1') => ({ arn, startedAt: '2026-11-20T02:00:00.000Z' });

/** Does a step `times` times, as a kill after the work and before the answer would. */
const repeated = async <T>(times: number, step: () => Promise<T>): Promise<T> => {
  for (let time = 1; time < times; time += 1) await step();
  return step();
};

export type Night = { run: RunContext; judgement: Judgement; summary?: RunSummary };

/**
 * Walks the state machine's happy path; stops after Judge unless it says proceed.
 * @param options `times`: how often each step is done; `arn`: the execution
 */
export const runBatch = async (
  { steps, deps }: Batch,
  input: Row,
  { times = 1, arn = 'arn:execution:1' } = {},
): Promise<Night> => {
  const twice = <T>(step: () => Promise<T>) => repeated(times, step);
  const run = await twice(() => steps.prepare({ input, execution: execution(arn) }));
  const { parts } = await twice(() => steps.listParts({ run }));
  for (const part of parts) await twice(() => steps.splitPart({ run, part }));
  const manifest: ManifestRef = await twice(() => steps.writeManifest({ run, query: aQuery }));
  const chunks = await deps.files.readManifest(run);
  for (const chunk of chunks) {
    await twice(() => steps.filterChunk({ run, chunk }));
    await twice(() => steps.scoreChunk({ run, chunk }));
  }
  const judgement = await twice(() => steps.judge({ run }));
  if (judgement.verdict !== 'proceed') return { run, judgement };
  if (!run.dryRun) {
    for (const chunk of chunks) await twice(() => steps.storeChunk({ run, chunk }));
    await twice(() => steps.commit({ run }));
  }
  const stages = { split: manifest.at, judged: judgement.at };
  const summary = await twice(() => steps.summarise({ run, query: aQuery, times: stages, concurrency: 4 }));
  return { run, judgement, summary };
};
