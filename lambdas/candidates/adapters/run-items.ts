// How the `runs` table keeps leases and attempts (docs/architecture.md, Tables).
import { InvalidInputError } from '../../shared/errors.ts';
import { type RunContext, type RunRecord, runIdOf } from '../domain/run/run.ts';
import { attemptOf } from './run-keys.ts';

export type Lease = { attempt: number; leaseArn?: string; committedAttempt?: number };
type Key = { programId: string; sk: string };

export const leaseKey = (programId: string, day: string): Key => ({ programId, sk: day });

export const attemptKey = (run: Pick<RunContext, 'programId' | 'day' | 'attempt'>): Key => ({
  programId: run.programId,
  sk: `${run.day}#${attemptOf(run)}`,
});

/** @throws InvalidInputError unless it reads `<program>:<yyyy-mm-dd>:<attempt>` */
export const keyOfRunId = (runId: string): Key & { day: string; attempt: number } => {
  const match = /^([a-z][a-z0-9-]*):(\d{4}-\d\d-\d\d):(\d{3,})$/.exec(runId);
  if (!match) {
    throw new InvalidInputError(`"${runId}" is no run id`, {
      whatToDo: 'Write program, day and attempt, such as product-reviews:2026-11-19:001.',
    });
  }
  const [, programId = '', day = '', attempt = ''] = match;
  return { programId, sk: `${day}#${attempt}`, day, attempt: Number(attempt) };
};

export const newRecord = (
  request: Omit<RunContext, 'runId' | 'attempt'> & { startedAt: string },
  attempt: number,
): RunRecord => ({
  ...request,
  runId: runIdOf(request.programId, request.day, attempt),
  attempt,
  status: 'running',
  stage: 'Prepare',
});

export const contextOf = (record: RunRecord): RunContext => ({
  runId: record.runId,
  programId: record.programId,
  programHash: record.programHash,
  day: record.day,
  attempt: record.attempt,
  asOf: record.asOf,
  dryRun: record.dryRun,
  executionArn: record.executionArn,
  ...(record.marketplaces && { marketplaces: record.marketplaces }),
  ...(record.campaign && { campaign: record.campaign }),
});

/** A record as the table has it, without its key and without the task token, which is nobody's to read. */
export const recordOf = (item: Record<string, unknown>): RunRecord => {
  const { sk: _sk, taskToken: _token, releasedAt: _released, ...record } = item;
  return record as unknown as RunRecord;
};
