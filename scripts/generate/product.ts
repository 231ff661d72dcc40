// What is bought. Everything about a product follows from the seed and its number.
import { evenSpread } from './even-spread.ts';
import { type Random, randomFor } from './random.ts';
import { productShares } from './world-parameters.ts';

/** `category`: 0–19; `price`: in the marketplace's major unit; `rating_count`: ratings so far. */
export type Catalogue = { category: number; price: number; rating_count: number };
export type GeneratedProduct = {
  productId: string;
  title: string;
  openForReviews: boolean;
  catalogue: Catalogue;
  /** The feature store may not know a product yet. */
  inFeatureStore: boolean;
};

const categories = 20;

const adjectives = ['Quiet', 'Folding', 'Cordless', 'Größe XL', 'Crème', '日本製', 'Sturdy', '“Smart”'];
const nouns = ['kettle', 'lamp', 'backpack', 'Bücherregal', 'théière', '傘', 'keyboard', '🎧 headphones', 'ספר'];

const titleOf = (number: number, random: Random): string =>
  `${random.pick(adjectives)} ${random.pick(nouns)} ${number}`;

/** The product of a number. */
export const productOf = (seed: number, number: number): GeneratedProduct => {
  const random = randomFor(seed, 'product', number);
  return {
    productId: `P${String(number).padStart(5, '0')}`,
    title: titleOf(number, random),
    openForReviews: evenSpread(seed, 'productOpen', number) >= productShares.closed,
    catalogue: {
      category: random.below(categories),
      price: Number(Math.exp(random.normal(3.3, 0.9)).toFixed(2)),
      rating_count: Math.floor(Math.exp(random.normal(4, 1.4))),
    },
    inFeatureStore: !random.chance(productShares.withoutCatalogue),
  };
};
