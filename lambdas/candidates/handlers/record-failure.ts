import * as z from 'zod';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { type CaughtError, explainFailure } from '../domain/run/failure.ts';
import type { RunContext, RunFailure } from '../domain/run/run.ts';
import type { RunFiles, RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { type RunMetrics, reportRun } from './run-metrics.ts';
import { runSchema } from './step-inputs.ts';

export type RecordFailureDeps = ProgressDeps & {
  ledger: Pick<RunLedger, 'get' | 'end'>;
  files: Pick<RunFiles, 'writeChunkFailure' | 'readChunkFailures'>;
  metrics: RunMetrics;
};

// Every field forgives: a failure whose record fails would be lost.
const text = z.string().optional().catch(undefined);
const failureInput = z.object({
  step: text,
  state: z
    .object({
      run: runSchema.optional().catch(undefined),
      error: z.object({ Error: text, Cause: text }).catch({}),
    })
    .catch({ error: {} }),
  chunk: text,
  input: z.unknown().optional(),
  execution: z.object({ arn: text }).catch({}),
});

/**
 * Leaves a failure record that says what to do, ends the run and gives its lease back. For a chunk (`chunk` is set) it
 * only leaves a file, which the run's own record takes up. Never throws. Without a run (Prepare failed) it logs and counts.
 */
export const createRecordFailure =
  (deps: RecordFailureDeps) =>
  async (event: unknown): Promise<RunFailure> => {
    const input = failureInput.catch({ state: { error: {} }, execution: {}, input: undefined }).parse(event);
    const { run, error } = input.state;
    const caught = explainFailure(input.step ?? 'unknown step', error as CaughtError);
    if (run && input.chunk !== undefined) return chunkFailure(deps, run, { chunk: input.chunk, caught });
    const failure = run ? await rootCause(deps, run, caught) : caught;
    // The input of a failed Prepare is anybody's: only the run that this execution began is ended.
    if (run && run.executionArn === input.execution.arn) await endRun(deps, run, failure);
    reportRun(deps.metrics, programOf(run, input.input), { RunsFailed: 1 });
    logger.error('run failed', { runId: run?.runId, execution: input.execution.arn, ...failure });
    return failure;
  };

type ChunkTrouble = { chunk: string; caught: RunFailure };

const chunkFailure = async (deps: RecordFailureDeps, run: RunContext, { chunk, caught }: ChunkTrouble) => {
  const failure = { ...caught, step: `${caught.step} of chunk ${chunk}` };
  await harmless('keep the failure of a chunk', () => deps.files.writeChunkFailure(run, chunk, failure));
  logger.error('chunk failed', { runId: run.runId, ...failure });
  return failure;
};

/** A Map says only that too many items failed; the chunk's own failure says why. */
const rootCause = async (deps: RecordFailureDeps, run: RunContext, caught: RunFailure): Promise<RunFailure> => {
  const failures = (await harmless('read the failures of chunks', () => deps.files.readChunkFailures(run))) ?? [];
  const [first] = failures;
  const fromChunks = mapSteps.has(caught.step) || caught.error === 'IncompleteRunError';
  if (!first || !fromChunks) return caught;
  return failures.length === 1 ? first : { ...first, cause: `${first.cause} (and ${failures.length - 1} more chunks)` };
};

const mapSteps = new Set(['FilterAndScore', 'Store']);

const endRun = async (deps: RecordFailureDeps, run: RunContext, failure: RunFailure): Promise<void> => {
  const end = { status: 'failed', endedAt: deps.clock.now().toISOString(), failure } as const;
  await harmless('end the run', () => deps.ledger.end(run.runId, end));
  await tell(deps, run, { stage: failure.step, message: `failed: ${failure.cause}. ${failure.whatToDo}` });
};

const harmless = async <T>(what: string, call: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await call();
  } catch (error) {
    logger.error(`could not ${what}`, { cause: messageOf(error) });
    return undefined;
  }
};

const programOf = (run: RunContext | undefined, input: unknown): string => {
  const asked = (input as { programId?: unknown } | null | undefined)?.programId;
  return run?.programId ?? (typeof asked === 'string' && /^[a-z][a-z0-9-]{0,99}$/.test(asked) ? asked : 'unknown');
};
