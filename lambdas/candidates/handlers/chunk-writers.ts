import type { Candidate } from '../domain/candidate.ts';
import { chunkHash, chunkOf } from '../domain/run/chunk-plan.ts';
import type { RowReject } from '../domain/run/row-mapper.ts';
import type { ChunkRef, RunContext } from '../domain/run/run.ts';
import type { LineWriter, RunFiles } from '../ports.ts';

type Open = { chunk: ChunkRef; writer: LineWriter; rows: number };

/**
 * Writers of some of a part's chunks; each opens with its first row, so that a chunk without rows leaves no object.
 * @param chunks those to write, out of `plan`; rows of the others are passed over
 */
export const chunkWriters = (
  files: Pick<RunFiles, 'openChunk'>,
  run: RunContext,
  { plan, chunks }: { plan: readonly ChunkRef[]; chunks: readonly ChunkRef[] },
) => {
  const wanted = new Set(chunks);
  const open = new Map<ChunkRef, Open>();
  return {
    /** A reject when the customer's hash lies outside the part: written, it would tear the customer apart. */
    write: async (candidate: Candidate): Promise<RowReject | undefined> => {
      const chunk = chunkOf(chunkHash(candidate.customerId), plan);
      if (!chunk) return outsidePart;
      if (!wanted.has(chunk)) return undefined;
      const found = open.get(chunk) ?? { chunk, writer: files.openChunk(run, chunk.chunk), rows: 0 };
      open.set(chunk, found);
      found.rows += 1;
      await found.writer.write(JSON.stringify(candidate));
      return undefined;
    },
    /** Finishes the objects and says what is in them, in the plan's order. */
    close: async (): Promise<ChunkRef[]> => {
      for (const { writer } of open.values()) await writer.close();
      return chunks.flatMap((chunk) => {
        const found = open.get(chunk);
        return found ? [{ ...chunk, rows: found.rows }] : [];
      });
    },
  };
};

const outsidePart: RowReject = {
  column: 'customer_id',
  reason: 'customer_id-wrong-part',
  expected: 'a customer whose md5 begins with the part’s digit',
  found: 'another part’s customer',
};
