import type { PauseFlag, PauseFlags } from '../ports.ts';

/** The fake of PauseFlags. */
export const memoryPauseFlags = (): PauseFlags => {
  const flags = new Map<string, PauseFlag>();
  return {
    get: async (scope) => flags.get(scope),
    set: async (scope, flag) => void flags.set(scope, flag),
    clear: async (scope) => void flags.delete(scope),
  };
};
