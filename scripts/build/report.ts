import type { Built } from './artifacts.ts';
import { initTime } from './init-time.ts';

export type Measured = { name: string; kb: number; initMs: number };

/** Size of each bundle and how long its import takes; one after the other, so that they don't disturb one another. */
export const measure = async (built: readonly Built[]): Promise<Measured[]> => {
  const measured: Measured[] = [];
  for (const { name, file, bundleBytes } of built)
    measured.push({ name, kb: bundleBytes / 1024, initMs: await initTime(file) });
  return measured;
};

/** A table for people. */
export const table = (measured: readonly Measured[]): string =>
  [
    `${'function'.padEnd(20)}${'KB'.padStart(8)}${'init ms'.padStart(10)}`,
    ...measured.map(
      ({ name, kb, initMs }) => `${name.padEnd(20)}${kb.toFixed(0).padStart(8)}${initMs.toFixed(0).padStart(10)}`,
    ),
  ].join('\n');
