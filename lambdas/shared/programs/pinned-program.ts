import type { AnyProgram } from './any-program.ts';
import type { BatchProgram } from './batch-program-schema.ts';
import type { Marketplaces } from './marketplace-schema.ts';

/** A program as a run or a notification uses it. `hash`: SHA-256 of the program file, 64 hex digits. */
export type PinnedProgram<P extends AnyProgram = BatchProgram> = {
  hash: string;
  program: P;
  marketplaces: Marketplaces;
};
