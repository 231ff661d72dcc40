import { logger } from '../../shared/logger.ts';
import type { RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { parseRunStep } from './step-inputs.ts';

export type CommitRunDeps = ProgressDeps & { ledger: Pick<RunLedger, 'end'> };

/** Makes the run's candidates servable and gives the lease back. Safe to repeat. */
export const createCommitRun =
  (deps: CommitRunDeps) =>
  async (event: unknown): Promise<Record<string, never>> => {
    const { run } = parseRunStep(event);
    await deps.ledger.end(run.runId, { status: 'committed', endedAt: deps.clock.now().toISOString() });
    await tell(deps, run, { stage: 'Commit', message: 'candidates are served from now on' });
    logger.info('run committed', { runId: run.runId });
    return {};
  };
