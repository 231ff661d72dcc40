import type { Clock } from '../../shared/clock.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { extractQuery } from '../domain/run/extract-query.ts';
import type { RunFiles, Warehouse } from '../ports.ts';
import { startedQuery } from './query-progress.ts';
import { parseRunStep, type QueryProgress } from './step-inputs.ts';

export type StartQueryDeps = {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<RunFiles, 'extractPrefix'>;
  warehouse: Pick<Warehouse, 'startExport'>;
  clock: Clock;
};

/** Starts the program's query over the run's day. Safe to repeat: the run's token never starts it twice. */
export const createStartQuery =
  ({ programs, files, warehouse, clock }: StartQueryDeps) =>
  async (event: unknown): Promise<QueryProgress> => {
    const { run } = parseRunStep(event);
    const { program } = await programs.pinned(run.programId, run.programHash);
    const { queryId } = await warehouse.startExport({
      ...extractQuery(program, run),
      database: program.dataConnector.config.database,
      prefix: files.extractPrefix(run),
      token: `${run.executionArn} ${run.runId}`,
    });
    return startedQuery(queryId, clock.now());
  };
