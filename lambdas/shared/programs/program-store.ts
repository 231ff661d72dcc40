import type { AnyProgram } from './any-program.ts';
import type { BatchProgram } from './batch-program-schema.ts';
import type { PinnedProgram } from './pinned-program.ts';

/** Programs as deployed. `pin` archives the exact text a run or a notification used; `pinned` reads it back by hash. */
export type ProgramStore<P extends AnyProgram = BatchProgram> = {
  current(programId: string): Promise<PinnedProgram<P> | undefined>;
  list(): Promise<PinnedProgram<P>[]>;
  pin(program: PinnedProgram<P>): Promise<void>;
  /** @throws NotFoundError */
  pinned(programId: string, hash: string): Promise<PinnedProgram<P>>;
};
