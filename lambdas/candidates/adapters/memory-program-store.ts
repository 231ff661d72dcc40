import { NotFoundError } from '../../shared/errors.ts';
import type { PinnedProgram } from '../domain/program/pinned-program.ts';
import type { ProgramStore } from '../ports.ts';

/** The fake of ProgramStore: `deployed` are current; only what was pinned can be read back by hash. */
export const memoryProgramStore = (deployed: readonly PinnedProgram[]): ProgramStore => {
  const archive = new Map<string, PinnedProgram>();
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
