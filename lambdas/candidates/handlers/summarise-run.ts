import * as z from 'zod';
import { logger } from '../../shared/logger.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { type RunSummary, summarise } from '../domain/run/summary.ts';
import type { RunFiles, RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { type StageTimes, stageSeconds, workerSeconds } from './run-durations.ts';
import { figuresOf, type RunMetrics, reportRun } from './run-metrics.ts';
import { parseInput, querySchema, runSchema } from './step-inputs.ts';

export type SummariseRunDeps = ProgressDeps & {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<RunFiles, 'readParts' | 'readManifest' | 'readDecisionCounts' | 'readStoreCounts'>;
  ledger: Pick<RunLedger, 'get' | 'update' | 'end'>;
  metrics: RunMetrics;
  /** Memory of a chunk worker in GB, for the cost. */
  workerGb: number;
};

const summariseInput = z.object({
  run: runSchema,
  query: querySchema,
  /** When WriteManifest and Judge had finished, and how many chunks were worked on at once. */
  times: z.object({ split: z.string(), judged: z.string() }),
  concurrency: z.number().int().min(1),
});

/** The run in numbers: kept in its record, sent as metrics. Ends a dry run. Safe to repeat. */
export const createSummariseRun =
  (deps: SummariseRunDeps) =>
  async (event: unknown): Promise<RunSummary> => {
    const { run, query, times, concurrency } = parseInput(summariseInput, event);
    const { program } = await deps.programs.pinned(run.programId, run.programHash);
    const [record, parts, manifest, decisions, stored] = await Promise.all([
      deps.ledger.get(run.runId),
      deps.files.readParts(run),
      deps.files.readManifest(run),
      deps.files.readDecisionCounts(run),
      run.dryRun ? undefined : deps.files.readStoreCounts(run),
    ]);
    const ended = record?.endedAt ?? deps.clock.now().toISOString();
    const stages: StageTimes = { started: record?.startedAt ?? query.startedAt, query, ...times, ended };
    const seconds = stageSeconds(stages);
    const summary = summarise({
      extract: {
        queryId: query.queryId,
        bytesScanned: query.bytesScanned,
        costUsd: query.costUsd,
        seconds: query.runtimeMs / 1000,
      },
      splits: parts.map(({ counts }) => counts),
      decisions,
      ...(stored && { store: stored }),
      chunks: manifest.length,
      channels: program.channels.filter(({ enabled }) => enabled).length,
      seconds,
      lambda: {
        seconds: workerSeconds(seconds, { parts: parts.length, chunks: manifest.length, concurrency }),
        gb: deps.workerGb,
      },
    });
    await deps.ledger.update(run.runId, { summary, stage: 'Summarise' });
    if (run.dryRun) await deps.ledger.end(run.runId, { status: 'dry-run', endedAt: ended });
    reportRun(deps.metrics, run.programId, figuresOf(summary));
    await tell(deps, run, { stage: 'Summarise', message: headline(summary) });
    logger.info('run summarised', { runId: run.runId, passRate: summary.passRate, rows: summary.split.rows });
    return summary;
  };

const headline = ({ split, decisions, store, wouldStore }: RunSummary): string => {
  const kept = store
    ? `${store.inserted + store.refreshed} stored, ${store.unchanged} unchanged`
    : `would store ${wouldStore}`;
  return `${split.rows} rows, ${decisions.candidates} candidates, ${decisions.passed} passed, ${kept}`;
};
