import type { Clock } from '../../shared/clock.ts';
import type { ScoreCache } from '../ports.ts';

const MS_PER_DAY = 86_400_000;

/** The fake of ScoreCache. */
export const memoryScoreCache = (clock: Clock): ScoreCache => {
  const entries = new Map<string, { score: number; expiresAt: number }>();
  return {
    get: async (keys) => {
      const now = clock.now().getTime();
      const found = new Map<string, number>();
      for (const key of keys) {
        const entry = entries.get(key);
        if (entry && entry.expiresAt > now) found.set(key, entry.score);
      }
      return found;
    },
    put: async (scores, ttlDays) => {
      const expiresAt = clock.now().getTime() + ttlDays * MS_PER_DAY;
      for (const { key, score } of scores) entries.set(key, { score, expiresAt });
    },
  };
};
