import { logger } from '../../shared/logger.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { totalDecisionCounts, totalSplitCounts } from '../domain/run/add-counts.ts';
import { type Judgement, judgeRun } from '../domain/run/judge.ts';
import type { RunContext } from '../domain/run/run.ts';
import { requireAllDecided } from '../domain/run/whole-run.ts';
import type { RunFiles, RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { type RunMetrics, reportRun } from './run-metrics.ts';
import { parseRunStep } from './step-inputs.ts';

export type JudgeRunDeps = ProgressDeps & {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<RunFiles, 'readParts' | 'readDecisionCounts'>;
  ledger: Pick<RunLedger, 'list' | 'update'>;
  metrics: RunMetrics;
};

/**
 * Judges the whole run before anything is stored. Safe to repeat: a run is never among its own earlier runs.
 * @throws IncompleteRunError when a chunk is missing
 */
export const createJudgeRun =
  (deps: JudgeRunDeps) =>
  async (event: unknown): Promise<Judgement & { releaseTimeoutSeconds: number; at: string }> => {
    const { run } = parseRunStep(event);
    const { program } = await deps.programs.pinned(run.programId, run.programHash);
    const [parts, decisions, earlierPassRates] = await Promise.all([
      deps.files.readParts(run),
      deps.files.readDecisionCounts(run),
      recentPassRates(deps.ledger, run, program.brake.recentRuns),
    ]);
    const split = totalSplitCounts(parts.map(({ counts }) => counts));
    const counts = { split, decisions: totalDecisionCounts(decisions), earlierPassRates };
    requireAllDecided(split, counts.decisions);
    const judgement = judgeRun(counts, program.brake);
    await deps.ledger.update(run.runId, { stage: 'Judge', judgement });
    if (judgement.verdict === 'hold') reportRun(deps.metrics, run.programId, { RunsHeld: 1 });
    await tell(deps, run, { stage: 'Judge', message: [judgement.verdict, ...judgement.reasons].join(': ') });
    logger.info('run judged', { runId: run.runId, verdict: judgement.verdict, reasons: judgement.reasons });
    const releaseTimeoutSeconds = program.brake.releaseWithinHours * 3_600;
    return { ...judgement, releaseTimeoutSeconds, at: deps.clock.now().toISOString() };
  };

const pageSize = 50;

/** Of committed runs of other days, one a day (its newest attempt), and of runs over the same marketplaces. */
const recentPassRates = async (ledger: JudgeRunDeps['ledger'], run: RunContext, wanted: number): Promise<number[]> => {
  const rates = new Map<string, number>();
  let nextToken: string | undefined;
  do {
    const page = await ledger.list(run.programId, { limit: pageSize, ...(nextToken && { nextToken }) });
    for (const earlier of page.items) {
      if (earlier.status !== 'committed' || !earlier.judgement || !comparable(earlier, run)) continue;
      if (!rates.has(earlier.day) && rates.size < wanted) rates.set(earlier.day, earlier.judgement.passRate);
    }
    nextToken = page.nextToken;
  } while (nextToken && rates.size < wanted);
  return [...rates.values()];
};

/** A run of one marketplace says nothing about a run of all. Later days are no earlier runs. */
const comparable = (earlier: RunContext, run: RunContext): boolean =>
  earlier.day < run.day && (earlier.marketplaces ?? []).join() === (run.marketplaces ?? []).join();
