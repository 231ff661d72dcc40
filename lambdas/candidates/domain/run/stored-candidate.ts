import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { StoredCandidate } from '../candidate.ts';
import type { DecisionRecord } from '../decision.ts';
import type { RunContext } from './run.ts';

const SECONDS_PER_DAY = 86_400;

/**
 * A scored record as the candidates table keeps it; `undefined` for records without a score (rejected ones).
 * It expires `candidateTTLDays` after the run's `asOf`, so that a re-run doesn't lengthen its life.
 * @param at when it is written, ISO 8601
 */
export const toStoredCandidate = (
  { candidate, score }: DecisionRecord,
  about: {
    run: Pick<RunContext, 'runId' | 'day' | 'asOf' | 'programHash'>;
    program: Pick<BatchProgram, 'candidateTTLDays' | 'channels'>;
  },
  at: string,
): StoredCandidate | undefined => {
  if (!score) return undefined;
  const { run, program } = about;
  const { customerId, programId, subject, occasion, marketplace, eventTime, attributes } = candidate;
  return {
    ...{ customerId, programId, subject, occasion, marketplace, eventTime, attributes },
    ...{ day: run.day, runId: run.runId, programHash: run.programHash },
    state: 'active',
    ...{ score: score.value, band: score.band, modelVersion: score.modelVersion },
    channels: program.channels.filter(({ enabled }) => enabled).map(({ channelId }) => channelId),
    ...{ createdAt: at, updatedAt: at },
    expiresAt: Math.floor(Date.parse(run.asOf) / 1000) + program.candidateTTLDays * SECONDS_PER_DAY,
  };
};
