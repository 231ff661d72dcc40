import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { RunContext } from '../domain/run/run.ts';
import type { ProgressPublisher } from '../ports.ts';

export type ProgressDeps = { progress: ProgressPublisher; clock: Clock };
type News = { stage: string; message: string };

/** Tells watchers and never fails a run: a publisher that is away costs one log line. */
export const tell = async (
  { progress, clock }: ProgressDeps,
  { runId, programId }: Pick<RunContext, 'runId' | 'programId'>,
  { stage, message }: News,
): Promise<void> => {
  try {
    await progress.publish({ runId, programId, stage, message, at: clock.now().toISOString() });
  } catch (error) {
    logger.warn('progress not published', { runId, stage, cause: messageOf(error) });
  }
};
