import type { Rating } from '../domain/satisfaction.ts';
import type { SatisfactionBook } from '../ports.ts';

/** The fake of SatisfactionBook. */
export const memorySatisfactionBook = (): SatisfactionBook => {
  const ratings = new Map<string, Rating>();
  return {
    get: async (subject) => ratings.get(subject),
    submit: async (subject, rating) => {
      const earlier = ratings.get(subject);
      if (earlier) return { kind: 'exists', rating: earlier };
      ratings.set(subject, rating);
      return { kind: 'stored' };
    },
  };
};
