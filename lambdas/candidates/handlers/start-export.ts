import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { resolveDay } from '../domain/run/day.ts';
import type { RunContext, RunRecord } from '../domain/run/run.ts';
import type { CandidateExports, RunLedger } from '../ports.ts';
import { startedQuery } from './query-progress.ts';
import { executionSchema, parseInput, type QueryProgress, runSchema } from './step-inputs.ts';

export type StartExportDeps = {
  ledger: Pick<RunLedger, 'committed'>;
  exports: Pick<CandidateExports, 'clear' | 'start'>;
  clock: Clock;
};

const exportInput = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('find'),
    input: z.strictObject({
      programId: z.string(),
      day: z.string().optional(),
      at: z.iso.datetime({ offset: true }).optional(),
    }),
  }),
  z.object({ step: z.literal('start'), run: runSchema, execution: executionSchema }),
]);

/**
 * Two steps, so that either can be repeated: `find` takes the day's committed run and clears the day's earlier copy,
 * `start` starts the query under the execution's token. Clearing in a repeated start could delete what the query writes.
 * @throws NotFoundError when the day has no committed run
 */
export const createStartExport =
  ({ ledger, exports, clock }: StartExportDeps) =>
  async (event: unknown): Promise<RunContext | QueryProgress> => {
    const asked = parseInput(exportInput, event);
    if (asked.step === 'start') {
      const { queryId } = await exports.start(asked.run, asked.execution.arn);
      return startedQuery(queryId, clock.now());
    }
    const { programId, day, at } = asked.input;
    const run = await committedRun(ledger, programId, resolveDay(day, at === undefined ? clock.now() : new Date(at)));
    await exports.clear(run);
    logger.info('export prepared', { runId: run.runId });
    return run;
  };

const committedRun = async (ledger: StartExportDeps['ledger'], programId: string, day: string): Promise<RunContext> => {
  const record = await ledger.committed(programId, day);
  if (record) return contextOf(record);
  throw new NotFoundError(`${programId} has no committed run of ${day} over all its marketplaces`, {
    whatToDo:
      'Look at the day’s run: it failed, is held, was a dry run or took some marketplaces only. Run it whole, then start the export again.',
  });
};

const contextOf = (record: RunRecord): RunContext => runSchema.parse(record);
