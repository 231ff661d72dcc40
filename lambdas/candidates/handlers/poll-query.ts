import type { Clock } from '../../shared/clock.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { athenaCostUsd } from '../domain/run/cost.ts';
import type { QueryStatus, Warehouse } from '../ports.ts';
import { QueryCancelledError, QueryFailedError, QueryOverLimitError } from './query-errors.ts';
import { waitBefore } from './query-progress.ts';
import { parseQueryStep, type QueryProgress } from './step-inputs.ts';

export type PollQueryDeps = {
  programs: Pick<ProgramStore, 'pinned'>;
  warehouse: Pick<Warehouse, 'status' | 'stop'>;
  clock: Clock;
};

/**
 * Looks at a query once. Counts the time a query waits in the warehouse's queue towards its limit.
 * @throws QueryFailedError @throws QueryCancelledError @throws QueryOverLimitError after it has stopped the query
 */
export const createPollQuery =
  ({ programs, warehouse, clock }: PollQueryDeps) =>
  async (event: unknown): Promise<QueryProgress> => {
    const { run, query } = parseQueryStep(event);
    const status = await warehouse.status(query.queryId);
    refuseBroken(query.queryId, status);
    const { program } = await programs.pinned(run.programId, run.programHash);
    const { timeLimitMinutes } = program.dataConnector.config;
    const elapsed = clock.now().getTime() - Date.parse(query.startedAt);
    if (status.state !== 'SUCCEEDED' && elapsed > timeLimitMinutes * 60_000) {
      await warehouse.stop(query.queryId);
      throw new QueryOverLimitError(
        `Query ${query.queryId} ran longer than ${timeLimitMinutes} minutes; it is stopped`,
        {
          whatToDo: `Make the query of ${run.programId} cheaper, or raise its timeLimitMinutes.`,
        },
      );
    }
    return progressed(query, status);
  };

const refuseBroken = (queryId: string, { state, error = 'no reason given' }: QueryStatus): void => {
  if (state === 'FAILED') {
    throw new QueryFailedError(`Query ${queryId} failed: ${error}`, {
      whatToDo: 'Correct the query in the program file, or repair the table it reads, then start the day again.',
    });
  }
  if (state === 'CANCELLED') {
    throw new QueryCancelledError(`Query ${queryId} was cancelled: ${error}`, {
      whatToDo: 'Somebody stopped it, or it would scan more than the work group allows: start the day again if not.',
    });
  }
};

const progressed = (query: QueryProgress, { state, bytesScanned, runtimeMs }: QueryStatus): QueryProgress => {
  const polls = query.polls + 1;
  const costUsd = athenaCostUsd(bytesScanned);
  return { ...query, polls, waitSeconds: waitBefore(polls), state, bytesScanned, runtimeMs, costUsd };
};
