import type { ServingChoice } from '../models/serving.ts';
import type { Judgement } from './judge.ts';
import type { RunSummary } from './summary.ts';

/**
 * What every step of a run's state machine carries (small; never records).
 * `runId`: `<programId>:<day>:<attempt, three digits>`. `day`: yyyy-mm-dd (UTC). `asOf`: ISO 8601, midnight UTC after
 * `day`; contact facts count grants before it, so that a re-run decides the same. `marketplaces`: only these, if given.
 */
export type RunContext = {
  runId: string;
  programId: string;
  programHash: string;
  day: string;
  attempt: number;
  asOf: string;
  dryRun: boolean;
  marketplaces?: string[];
  executionArn: string;
  /** Set when a campaign follows the commit. */
  campaign?: true;
  /** The versions of the program's model that score this run, whatever is promoted meanwhile; absent: as deployed. */
  serving?: ServingChoice;
};

/** A chunk of whole customers. `from` (inclusive) and `to` (exclusive): range of md5(customerId) as 32 hex digits. */
export type ChunkRef = { chunk: string; part: string; from: string; to: string; rows: number };

type RunStatus = 'running' | 'held' | 'committed' | 'dry-run' | 'failed';

/** What a failed run leaves behind: the step, the error, and what a person should do. */
export type RunFailure = { step: string; error: string; cause: string; whatToDo: string };

/** One attempt at one day, as the `runs` table keeps it. Times: ISO 8601. */
export type RunRecord = RunContext & {
  status: RunStatus;
  stage: string;
  startedAt: string;
  endedAt?: string;
  judgement?: Judgement;
  summary?: RunSummary;
  failure?: RunFailure;
};

export const runIdOf = (programId: string, day: string, attempt: number): string =>
  `${programId}:${day}:${String(attempt).padStart(3, '0')}`;
