import * as z from 'zod';
import { logger } from '../../shared/logger.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import { planChunks } from '../domain/run/chunk-plan.ts';
import type { SplitCounts } from '../domain/run/counts.ts';
import { createRowMapper } from '../domain/run/row-mapper.ts';
import type { ChunkRef, RunContext } from '../domain/run/run.ts';
import { count } from '../domain/run/tally.ts';
import type { RunFiles } from '../ports.ts';
import { chunkWriters } from './chunk-writers.ts';
import { rejectFile } from './reject-file.ts';
import { parseInput, runSchema } from './step-inputs.ts';

export type SplitPartDeps = {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<RunFiles, 'extractLines' | 'openChunk' | 'openRejects' | 'writePart'>;
  /** Chunks written at once; each open one costs about 0.5 MB. A larger part is read several times instead. */
  chunksAtOnce?: number;
};

const splitInput = z.object({ run: runSchema, part: z.string().regex(/^[0-9a-f]$/) });

/**
 * Cuts one part of the extract into chunks of whole customers and sorts bad rows out, in bounded memory whatever the
 * part's size. Safe to repeat: the same rows make the same chunks.
 */
export const createSplitPart =
  ({ programs, files, chunksAtOnce = 64 }: SplitPartDeps) =>
  async (event: unknown): Promise<Record<string, never>> => {
    const { run, part } = parseInput(splitInput, event);
    const { program } = await programs.pinned(run.programId, run.programHash);
    const plan = planChunks(part, await countRows(files, run, part));
    const source = { files, run, part, plan, program };
    let split = await writeChunks(source, plan.slice(0, chunksAtOnce), true);
    const { counts } = split;
    const chunks = [...split.chunks];
    for (let from = chunksAtOnce; from < plan.length; from += chunksAtOnce) {
      split = await writeChunks(source, plan.slice(from, from + chunksAtOnce), false);
      chunks.push(...split.chunks);
    }
    await files.writePart(run, part, { part, counts, chunks });
    logger.info('part split', { runId: run.runId, part, rows: counts.rows, rejected: counts.rejected });
    return {};
  };

const countRows = async (files: SplitPartDeps['files'], run: RunContext, part: string): Promise<number> => {
  let rows = 0;
  for await (const _line of files.extractLines(run, part)) rows += 1;
  return rows;
};

type Source = {
  files: SplitPartDeps['files'];
  run: RunContext;
  part: string;
  plan: readonly ChunkRef[];
  program: Parameters<typeof createRowMapper>[0];
};

/** One reading of the part: writes the rows of some of its chunks and, in the first reading, the bad rows. */
const writeChunks = async (source: Source, chunks: readonly ChunkRef[], keepRejects: boolean) => {
  const { files, run, part, plan, program } = source;
  const mapper = createRowMapper(program);
  const writers = chunkWriters(files, run, { plan, chunks });
  const rejects = rejectFile(files, run, part);
  const counts: SplitCounts = { rows: 0, accepted: 0, rejected: 0, reasons: {} };
  for await (const line of files.extractLines(run, part)) {
    counts.rows += 1;
    const { candidate, reject } = mapper.map(line);
    const refused = reject ?? (await writers.write(candidate));
    if (!refused) {
      counts.accepted += 1;
      continue;
    }
    counts.rejected += 1;
    count(counts.reasons, refused.reason);
    if (keepRejects) await rejects.write({ line: counts.rows, ...refused, raw: line });
  }
  await rejects.close();
  const drift = mapper.drift();
  return { counts: { ...counts, ...(drift.length > 0 && { drift }) }, chunks: await writers.close() };
};
