// The batch in one process: the handlers of the Lambdas, in the order of the state machine, over the in-memory adapters.
import { memoryCandidateStore } from '../../lambdas/candidates/adapters/memory-candidate-store.ts';
import { memoryFactSource } from '../../lambdas/candidates/adapters/memory-fact-source.ts';
import { memoryFeatureStore } from '../../lambdas/candidates/adapters/memory-feature-store.ts';
import { memoryModelRegistry } from '../../lambdas/candidates/adapters/memory-model-registry.ts';
import { memoryRunFiles } from '../../lambdas/candidates/adapters/memory-run-files.ts';
import { memoryRunLedger } from '../../lambdas/candidates/adapters/memory-run-ledger.ts';
import { memoryScoreCache } from '../../lambdas/candidates/adapters/memory-score-cache.ts';
import {
  type MemoryModel,
  memoryScoringProviders,
} from '../../lambdas/candidates/adapters/memory-scoring-providers.ts';
import type { DecisionRecord } from '../../lambdas/candidates/domain/decision.ts';
import { asOfDay } from '../../lambdas/candidates/domain/run/day.ts';
import type { Judgement } from '../../lambdas/candidates/domain/run/judge.ts';
import type { RunContext } from '../../lambdas/candidates/domain/run/run.ts';
import type { RunSummary } from '../../lambdas/candidates/domain/run/summary.ts';
import { createCommitRun } from '../../lambdas/candidates/handlers/commit-run.ts';
import { createFilterChunk } from '../../lambdas/candidates/handlers/filter-chunk.ts';
import { createJudgeRun } from '../../lambdas/candidates/handlers/judge-run.ts';
import { createListParts } from '../../lambdas/candidates/handlers/list-parts.ts';
import { createPrepareRun } from '../../lambdas/candidates/handlers/prepare-run.ts';
import type { RunMetrics } from '../../lambdas/candidates/handlers/run-metrics.ts';
import { createScoreChunk } from '../../lambdas/candidates/handlers/score-chunk.ts';
import { createSplitPart } from '../../lambdas/candidates/handlers/split-part.ts';
import { createStoreChunk } from '../../lambdas/candidates/handlers/store-chunk.ts';
import { createSummariseRun } from '../../lambdas/candidates/handlers/summarise-run.ts';
import { createWriteManifest } from '../../lambdas/candidates/handlers/write-manifest.ts';
import { systemClock } from '../../lambdas/shared/clock.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import type { FactFiles } from './read-facts.ts';

export type Trial = {
  pinned: PinnedProgram;
  day: string;
  parts: Map<string, string[]>;
  facts: FactFiles;
  models: MemoryModel[];
};
export type Outcome = {
  run: RunContext;
  /** Ids of the program's filters, in the order of the chain. */
  filters: string[];
  judgement: Judgement;
  summary: RunSummary;
  decisions: DecisionRecord[];
  /** Bad rows with their reasons, as the reject files hold them. */
  rejects: Record<string, unknown>[];
};

/** Nobody watches a trial, and it sends no metrics. */
const progress = { publish: async () => {} };
const metrics = { addDimensions: () => {}, addMetric: () => {} } as unknown as RunMetrics;

const depsOf = ({ pinned, parts, facts, models }: Trial) => {
  const programs = memoryProgramStore([pinned]);
  return {
    ...{ progress, metrics, programs, clock: systemClock, bucket: 'memory' },
    files: memoryRunFiles(parts),
    ledger: memoryRunLedger(),
    facts: memoryFactSource({ ...facts, engagement: engagementOf(facts.features) }),
    features: memoryFeatureStore(facts.features),
    providers: memoryScoringProviders({ models }),
    models: memoryModelRegistry(),
    cache: memoryScoreCache(systemClock),
    candidates: memoryCandidateStore({ clock: systemClock }),
    workerGb: 1,
  };
};
const engagementOf = (features: Trial['facts']['features']) =>
  new Map(
    features
      .filter(({ featureGroup }) => featureGroup === 'engagement')
      .map(({ entity, values }) => [entity.replace(/^customer#/, ''), values]),
  );
type Deps = ReturnType<typeof depsOf>;

/** The rows are in hand: a query that took no time and scanned nothing. */
const queryOf = (startedAt: string) => ({
  queryId: 'rows-in-hand',
  startedAt,
  ...{ polls: 0, waitSeconds: 0, state: 'SUCCEEDED', bytesScanned: 0, costUsd: 0, runtimeMs: 0 },
});

const readRejects = (files: Deps['files'], run: RunContext, part: string): Record<string, unknown>[] => {
  try {
    return files.lines(run, `rejects/${part}`).map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch {
    return [];
  }
};

/** Runs a whole night over the rows of a trial. Judge's word is reported; a trial goes on whatever it is. */
export const runInMemory = async (trial: Trial): Promise<Outcome> => {
  const deps = depsOf(trial);
  const startedAt = systemClock.now().toISOString();
  const input = { programId: trial.pinned.program.programId, day: trial.day, at: asOfDay(trial.day) };
  const run = await createPrepareRun(deps)({ input, execution: { arn: 'trial', startedAt } });
  const { parts } = await createListParts(deps)({ run });
  for (const part of parts) await createSplitPart(deps)({ run, part });
  const query = queryOf(startedAt);
  const manifest = await createWriteManifest(deps)({ run, query });
  const chunks = await deps.files.readManifest(run);
  const filter = createFilterChunk(deps);
  const score = createScoreChunk(deps);
  for (const chunk of chunks) {
    await filter({ run, chunk });
    await score({ run, chunk });
  }
  const judgement = await createJudgeRun(deps)({ run });
  const store = createStoreChunk(deps);
  for (const chunk of chunks) await store({ run, chunk });
  await createCommitRun(deps)({ run });
  const times = { split: manifest.at, judged: judgement.at };
  const summary = await createSummariseRun(deps)({ run, query, times, concurrency: 1 });
  const decisions: DecisionRecord[] = [];
  for (const { chunk } of chunks) decisions.push(...(await deps.files.readDecisions(run, chunk)));
  const rejects = parts.flatMap((part) => readRejects(deps.files, run, part));
  const chain = trial.pinned.program.filterChain.toSorted((a, b) => a.order - b.order);
  const filters = chain.map(({ filterId }) => filterId);
  return { run, filters, judgement, summary, decisions, rejects };
};
