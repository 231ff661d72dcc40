import { logger } from '../../shared/logger.ts';
import { totalDecisionCounts, totalStoreCounts } from '../domain/run/add-counts.ts';
import { requireAllStored } from '../domain/run/whole-run.ts';
import type { RunFiles, RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { parseRunStep } from './step-inputs.ts';

export type CommitRunDeps = ProgressDeps & {
  files: Pick<RunFiles, 'readDecisionCounts' | 'readStoreCounts'>;
  ledger: Pick<RunLedger, 'end'>;
};

/**
 * Makes the run's candidates servable and gives the lease back. Safe to repeat.
 * @throws IncompleteRunError when not all that passed was stored
 */
export const createCommitRun =
  (deps: CommitRunDeps) =>
  async (event: unknown): Promise<Record<string, never>> => {
    const { run } = parseRunStep(event);
    const [decisions, stored] = await Promise.all([
      deps.files.readDecisionCounts(run),
      deps.files.readStoreCounts(run),
    ]);
    requireAllStored(totalDecisionCounts(decisions), totalStoreCounts(stored));
    await deps.ledger.end(run.runId, { status: 'committed', endedAt: deps.clock.now().toISOString() });
    await tell(deps, run, { stage: 'Commit', message: 'candidates are served from now on' });
    logger.info('run committed', { runId: run.runId });
    return {};
  };
