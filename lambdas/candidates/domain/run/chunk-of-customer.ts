import { createHash } from 'node:crypto';
import type { ChunkRef } from './run.ts';

/** The chunk whose range holds the customer: a chunk holds whole customers. Undefined if no range does. */
export const chunkOfCustomer = (manifest: readonly ChunkRef[], customerId: string): ChunkRef | undefined => {
  const hash = createHash('md5').update(customerId).digest('hex');
  return manifest.find(({ from, to }) => from <= hash && hash < to);
};
