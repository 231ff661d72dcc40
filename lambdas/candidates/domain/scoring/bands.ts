import type { Band } from '../candidate.ts';

/** Lower bounds (inclusive) of the bands, as a program gives them (seeds/product-reviews.md: 0.7 and 0.4). */
export type BandBounds = { high: number; medium: number };

export const bandOf = (score: number, bounds: BandBounds): Band => {
  if (score >= bounds.high) return 'high';
  return score >= bounds.medium ? 'medium' : 'low';
};
