import { InvalidInputError } from '../../shared/errors.ts';
import type { ScoringProvider } from '../ports.ts';

/**
 * `constant://0.5`: the same score for everyone; what a program falls back to when its model is away.
 * @throws InvalidInputError unless the score is a number from 0 to 1
 */
export const constantScoringProvider = (score: string): ScoringProvider => {
  const value = Number(score);
  if (score.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidInputError(`constant://${score} is no score`, {
      whatToDo: 'Write a number from 0 to 1, such as constant://0.5, in the program file.',
    });
  }
  return { version: `constant-${value}`, score: async (rows) => rows.map(() => value) };
};
