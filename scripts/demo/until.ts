import { setTimeout as wait } from 'node:timers/promises';

const patienceMs = 120_000;

/** Looks again and again until there is something. @throws Error naming what did not come within two minutes */
export const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  for (const began = Date.now(); Date.now() - began < patienceMs; await wait(300)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`Waited ${patienceMs / 1_000} s for ${what}: look into .local/logs`);
};
