import { logger } from '../../shared/logger.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { compileChain } from '../domain/filters/compile-chain.ts';
import { filterChunk } from '../domain/filters/filter-chain.ts';
import type { FactSource, RunFiles } from '../ports.ts';
import { factsOfChunk } from './facts-of-chunk.ts';
import { parseChunkStep } from './step-inputs.ts';

export type FilterChunkDeps = {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<RunFiles, 'readChunk' | 'writeFiltered'>;
  facts: FactSource;
};

/** Filters one chunk of whole customers. Safe to repeat: the same facts give the same records, in the same object. */
export const createFilterChunk =
  ({ programs, files, facts }: FilterChunkDeps) =>
  async (event: unknown): Promise<Record<string, never>> => {
    const { run, chunk } = parseChunkStep(event);
    const { program } = await programs.pinned(run.programId, run.programHash);
    const chain = compileChain(program);
    const candidates = await files.readChunk(run, chunk.chunk);
    const factsFor = await factsOfChunk(facts, chain.needs, candidates);
    const { records, duplicates } = filterChunk(chain, { candidates, factsFor }, run);
    await files.writeFiltered(run, chunk.chunk, records);
    logger.info('chunk filtered', { runId: run.runId, chunk: chunk.chunk, rows: candidates.length, duplicates });
    return {};
  };
