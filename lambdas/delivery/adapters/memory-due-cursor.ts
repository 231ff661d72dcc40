import type { DueCursor } from '../ports.ts';

export const memoryDueCursor = (bucket?: string): DueCursor => {
  let kept = bucket;
  return {
    read: async () => kept,
    write: async (next) => {
      kept = next;
    },
  };
};
