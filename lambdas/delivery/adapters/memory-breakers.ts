import type { Breakers } from '../ports.ts';
import { type BreakerCell, type BreakerCells, emptyCell, sharedBreakers } from './shared-breakers.ts';

/** Cells in memory; hand the same ones to several `sharedBreakers` to have several workers. */
export const memoryBreakerCells = (): BreakerCells => {
  const cells = new Map<string, BreakerCell>();
  const read = (provider: string): BreakerCell => cells.get(provider) ?? emptyCell;
  return {
    read: async (provider) => read(provider),
    write: async (provider, breaker, seen) => {
      if (read(provider).revision !== seen) return false;
      cells.set(provider, { breaker, revision: seen + 1 });
      return true;
    },
  };
};

/** The fake of Breakers. */
export const memoryBreakers = (): Breakers => sharedBreakers(memoryBreakerCells());
