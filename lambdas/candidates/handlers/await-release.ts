import * as z from 'zod';
import { logger } from '../../shared/logger.ts';
import type { RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { parseInput, runSchema } from './step-inputs.ts';

export type AwaitReleaseDeps = ProgressDeps & { ledger: Pick<RunLedger, 'hold'> };

const awaitReleaseInput = z.object({
  run: runSchema,
  judgement: z.object({ reasons: z.array(z.string()) }),
  taskToken: z.string().min(1),
});

/** Keeps the task token in the run's record until a person releases the run. The newest token counts. */
export const createAwaitRelease =
  (deps: AwaitReleaseDeps) =>
  async (event: unknown): Promise<Record<string, never>> => {
    const { run, judgement, taskToken } = parseInput(awaitReleaseInput, event);
    await deps.ledger.hold(run.runId, taskToken);
    await tell(deps, run, { stage: 'AwaitRelease', message: `held: ${judgement.reasons.join('; ')}` });
    logger.warn('run held for a person', { runId: run.runId, reasons: judgement.reasons });
    return {};
  };
