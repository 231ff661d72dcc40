// Repeatable randomness: sfc32, one independent stream per name, so that a new draw in one place moves no other.

/** A stream of numbers that depends only on its name. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, below). */
  below(below: number): number;
  chance(probability: number): boolean;
  normal(mean: number, deviation: number): number;
  pick<T>(values: readonly T[]): T;
};

/** Sebastiano Vigna's splitmix, 32-bit variant: spreads a weak seed over the four words of sfc32. */
const splitmix = (seed: number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
};

/** Chris Doty-Humphrey's sfc32 (PractRand). */
const sfc32 = (seed: number) => {
  const word = splitmix(seed);
  let a = word();
  let b = word();
  let c = word();
  let counter = 1;
  const step = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 8; warmUp++) step();
  return step;
};

/** FNV-1a over UTF-16 units. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
};

/** Opens the stream of a name: `randomFor(42, 'customer', 17)`. */
export const randomFor = (seed: number, ...name: (string | number)[]): Random => {
  const next = sfc32(hashOf(`${seed}/${name.join('/')}`));
  return {
    next,
    below: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
  };
};
