// Chunks are ranges of the md5 space of customer ids, so that a chunk holds whole customers, a re-run makes the same
// chunks from the same rows, and `why` finds a customer's chunk without looking into any.
import { createHash } from 'node:crypto';
import type { ChunkRef } from './run.ts';

/** Hash space of one part: the 7 hex digits after the part's own are fine enough for any chunk. */
const PART_DIGITS = 7;
const PART_SPACE = 16 ** PART_DIGITS;
const HASH_DIGITS = 32;

/** md5 of a customer id (UTF-8), 32 hex digits: spreads customers evenly; not for secrecy. */
export const chunkHash = (customerId: string): string => createHash('md5').update(customerId, 'utf8').digest('hex');

/** The part of the extract that a customer is in: the hash's first hex digit. */
export const partOf = (hash: string): string => hash.slice(0, 1);

/** Where the range that begins at `share` of the part begins. The end of part f is 33 digits, above every hash. */
const boundary = (part: string, offset: number): string => {
  if (offset < PART_SPACE) return (part + offset.toString(16).padStart(PART_DIGITS, '0')).padEnd(HASH_DIGITS, '0');
  return part === 'f' ? 'g' : (Number.parseInt(part, 16) + 1).toString(16).padEnd(HASH_DIGITS, '0');
};

/**
 * Cuts a part into equal ranges of about `targetRows` rows each. `rows` of a range are unknown until they are written: 0.
 * No rows: no chunks. A customer with more rows than that stays whole, and its chunk is larger.
 */
export const planChunks = (part: string, rows: number, targetRows = 5_000): ChunkRef[] => {
  const chunks = rows === 0 ? 0 : Math.max(1, Math.round(rows / targetRows));
  const start = (index: number) => Math.floor((index * PART_SPACE) / chunks);
  return Array.from({ length: chunks }, (_, index) => ({
    chunk: `${part}-${String(index).padStart(4, '0')}`,
    part,
    from: boundary(part, start(index)),
    to: boundary(part, start(index + 1)),
    rows: 0,
  }));
};

/** The chunk whose range holds a hash; `undefined` when the part is empty. `chunks`: ascending, as planned or in a manifest. */
export const chunkOf = (hash: string, chunks: readonly ChunkRef[]): ChunkRef | undefined => {
  let low = 0;
  let high = chunks.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const chunk = chunks[middle] as ChunkRef;
    if (hash < chunk.from) high = middle - 1;
    else if (hash >= chunk.to) low = middle + 1;
    else return chunk;
  }
  return undefined;
};
