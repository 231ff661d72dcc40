import type { Clock } from '../../shared/clock.ts';
import { logger } from '../../shared/logger.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import type { StoreCounts } from '../domain/run/counts.ts';
import { toStoredCandidate } from '../domain/run/stored-candidate.ts';
import type { CandidateStore, PutOutcome, RunFiles } from '../ports.ts';
import { parseChunkStep } from './step-inputs.ts';

export type StoreChunkDeps = {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<RunFiles, 'readDecisions' | 'writeStoreCounts'>;
  candidates: Pick<CandidateStore, 'putAll'>;
  clock: Clock;
};

/** Stores one scored chunk. Safe to repeat: candidates are keyed by customer, program and subject. */
export const createStoreChunk =
  ({ programs, files, candidates, clock }: StoreChunkDeps) =>
  async (event: unknown): Promise<Record<string, never>> => {
    const { run, chunk } = parseChunkStep(event);
    const { program } = await programs.pinned(run.programId, run.programHash);
    const records = await files.readDecisions(run, chunk.chunk);
    const at = clock.now().toISOString();
    const scored = records.flatMap((record) => toStoredCandidate(record, { run, program }, at) ?? []);
    const counts = countOutcomes(await candidates.putAll(scored));
    await files.writeStoreCounts(run, chunk.chunk, counts);
    logger.info('chunk stored', { runId: run.runId, chunk: chunk.chunk, ...counts });
    return {};
  };

const countOutcomes = (outcomes: readonly PutOutcome[]): StoreCounts => {
  const counts: StoreCounts = { inserted: 0, refreshed: 0, unchanged: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
};
