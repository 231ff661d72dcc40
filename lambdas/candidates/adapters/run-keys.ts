import type { RunContext } from '../domain/run/run.ts';

type Attempt = Pick<RunContext, 'programId' | 'day' | 'attempt'>;

/** `001`: attempts sort as text. */
export const attemptOf = ({ attempt }: Pick<RunContext, 'attempt'>): string => String(attempt).padStart(3, '0');

/** Where the working files of an attempt lie in the data bucket (docs/architecture.md, Objects). */
export const runPrefix = (run: Attempt): string => `runs/${run.programId}/${run.day}/${attemptOf(run)}/`;

/** Where its decision records lie: a partition of the Glue table `decisions`. */
export const decisionsPrefix = (run: Attempt): string =>
  `decisions/program=${run.programId}/day=${run.day}/attempt=${attemptOf(run)}/`;

/** Where the day's Parquet copy lies: a partition of the Glue table `candidates_export`. */
export const exportPrefix = ({ programId, day }: Pick<RunContext, 'programId' | 'day'>): string =>
  `exports/candidates/program=${programId}/day=${day}/`;
