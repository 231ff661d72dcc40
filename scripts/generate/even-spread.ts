// Evenly spread draws (a Kronecker sequence): the shares of a small world are those of a large one, without the noise
// that independent draws over 2,000 customers would bring.
import { randomFor } from './random.ts';

/** One dimension per property, each with its own irrational step: two properties never move together. */
const steps = {
  standing: Math.sqrt(2),
  marketplace: Math.sqrt(3),
  flagged: Math.sqrt(5),
  deliveries: Math.sqrt(7),
  optOut: Math.sqrt(11),
  grants: Math.sqrt(13),
  productOpen: Math.sqrt(17),
  consent: Math.sqrt(19),
} as const;

const offsets = new Map<string, number>();

const offsetOf = (seed: number, property: string): number => {
  const key = `${seed}/${property}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = randomFor(seed, 'even-spread', property).next();
    offsets.set(key, offset);
  }
  return offset;
};

/** A number in [0, 1) for the `number`th customer or product. */
export const evenSpread = (seed: number, property: keyof typeof steps, number: number): number =>
  (offsetOf(seed, property) + number * steps[property]) % 1;

/** Which of the shares (summing to 1 or less) the draw falls into; the last one's index + 1 when into none. */
export const shareOf = (draw: number, shares: readonly number[]): number => {
  let upTo = 0;
  const index = shares.findIndex((share) => {
    upTo += share;
    return draw < upTo;
  });
  return index < 0 ? shares.length : index;
};
