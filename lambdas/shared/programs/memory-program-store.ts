import { NotFoundError } from '../errors.ts';
import type { AnyProgram } from './any-program.ts';
import type { BatchProgram } from './batch-program-schema.ts';
import type { PinnedProgram } from './pinned-program.ts';
import type { ProgramStore } from './program-store.ts';

/** The fake of ProgramStore: `deployed` are current; only what was pinned can be read back by hash. */
export const memoryProgramStore = <P extends AnyProgram = BatchProgram>(
  deployed: readonly PinnedProgram<P>[],
): ProgramStore<P> => {
  const archive = new Map<string, PinnedProgram<P>>();
  return {
    current: async (programId) => deployed.find(({ program }) => program.programId === programId),
    list: async () => [...deployed],
    pin: async (pinned) => void archive.set(`${pinned.program.programId}/${pinned.hash}`, pinned),
    pinned: async (programId, hash) => {
      const found = archive.get(`${programId}/${hash}`);
      if (found) return found;
      throw new NotFoundError(`${programId} with hash ${hash} was never pinned`, { whatToDo: 'Pin it first.' });
    },
  };
};
