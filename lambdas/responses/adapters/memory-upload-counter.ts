import type { UploadCounter } from '../ports.ts';

/** The fake of UploadCounter. */
export const memoryUploadCounter = (): UploadCounter => {
  const counts = new Map<string, number>();
  return {
    next: async (reviewId, { most }) => {
      const count = (counts.get(reviewId) ?? 0) + 1;
      if (count > most) return undefined;
      counts.set(reviewId, count);
      return count;
    },
  };
};
