import * as z from 'zod';
import { InvalidInputError, NotFoundError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { PinnedProgram } from '../../shared/programs/pinned-program.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { choiceOf, type ServingChoice } from '../domain/models/serving.ts';
import { asOfDay, resolveDay } from '../domain/run/day.ts';
import type { RunContext } from '../domain/run/run.ts';
import type { ModelRegistry, RunFiles, RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { executionSchema, parseInput } from './step-inputs.ts';

export type PrepareRunDeps = ProgressDeps & {
  programs: Pick<ProgramStore, 'current' | 'pin'>;
  ledger: Pick<RunLedger, 'begin'>;
  files: Pick<RunFiles, 'clearExtract'>;
  models: Pick<ModelRegistry, 'serving'>;
};

const prepareInput = z.object({
  input: z.strictObject({
    programId: z.string(),
    day: z.string().optional(),
    dryRun: z.boolean().default(false),
    marketplaces: z.array(z.string()).min(1).optional(),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  execution: executionSchema,
});

/**
 * Pins the program, takes the day's lease and clears what an earlier life of this attempt number left in the bucket.
 * Safe to repeat: the same execution gets its own attempt back. Only here are files cleared: once a query has started,
 * clearing could delete what it writes.
 * @throws InvalidInputError @throws NotFoundError @throws ConflictError while another execution has the day
 */
export const createPrepareRun =
  (deps: PrepareRunDeps) =>
  async (event: unknown): Promise<RunContext> => {
    const { input, execution } = parseInput(prepareInput, event);
    const pinned = await enabledProgram(deps.programs, input.programId);
    // Not the clock: tried again after midnight, or redriven the next day, the step must mean the same day.
    const day = resolveDay(input.day, new Date(input.at ?? execution.startedAt));
    const marketplaces = input.marketplaces && chosen(pinned, input.marketplaces);
    const serving = await servingOf(deps.models, pinned);
    await deps.programs.pin(pinned);
    const run = await deps.ledger.begin({
      programId: input.programId,
      programHash: pinned.hash,
      day,
      asOf: asOfDay(day),
      dryRun: input.dryRun,
      ...(marketplaces && { marketplaces }),
      executionArn: execution.arn,
      startedAt: execution.startedAt,
      ...(pinned.program.campaign && !input.dryRun && { campaign: true as const }),
      ...(serving && { serving }),
    });
    await deps.files.clearExtract(run);
    await tell(deps, run, {
      stage: 'Prepare',
      message: `attempt ${run.attempt} for ${day}${run.dryRun ? ', dry run' : ''}`,
    });
    logger.info('run prepared', { runId: run.runId, programHash: run.programHash });
    return run;
  };

/** The versions of the model that score the whole run; a promotion in its middle must not mix them. */
const servingOf = async (
  models: PrepareRunDeps['models'],
  { program }: PinnedProgram,
): Promise<ServingChoice | undefined> => {
  const { endpoint } = program.scoringModel;
  if (!endpoint.startsWith('model://')) return undefined;
  const serving = await models.serving(endpoint.slice('model://'.length));
  return serving && choiceOf(serving);
};

const enabledProgram = async (programs: PrepareRunDeps['programs'], programId: string): Promise<PinnedProgram> => {
  const pinned = await programs.current(programId);
  if (!pinned) {
    throw new NotFoundError(`There is no program "${programId}"`, {
      whatToDo: 'Give the name of a file in programs/, without .yaml, that has been deployed.',
    });
  }
  if (pinned.program.enabled) return pinned;
  throw new InvalidInputError(`Program "${programId}" is not enabled`, {
    whatToDo: `Set enabled: true in programs/${programId}.yaml and deploy it.`,
  });
};

const chosen = ({ program }: PinnedProgram, asked: readonly string[]): string[] => {
  const known: readonly string[] = program.marketplaces;
  const strangers = asked.filter((code) => !known.includes(code));
  if (strangers.length === 0) return [...new Set(asked)].sort();
  throw new InvalidInputError(`${program.programId} is not for marketplace ${strangers.join(', ')}`, {
    whatToDo: `Choose from ${known.join(', ')}, or add it to the program file.`,
  });
};
