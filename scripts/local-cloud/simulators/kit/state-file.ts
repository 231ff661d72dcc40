import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type StateFile<T> = { state: T; save: () => void };

/** State in memory and, when `file` is given, in a JSON file that outlives a restart; `save` after every change. */
export const openState = <T>(empty: T, file?: string): StateFile<T> => {
  const state: T = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : empty;
  return {
    state,
    save: () => {
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(state, null, 1), { mode: 0o600 });
      renameSync(`${file}.new`, file); // a crash in between leaves the old state whole
    },
  };
};
