// Whether two groups of customers differ by more than chance. Each value must be of another customer.

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Chance of a false alarm of each test. */
export const alpha = 0.001;

/**
 * Kolmogorov-Smirnov test: greatest distance between the two distributions, and the one that chance passes with probability
 * alpha (Stephens 1970: asymptotic, with his correction for small samples; ties make it alarm less). Nothing to compare: infinitely far.
 */
export const distributionGap = (
  one: readonly number[],
  other: readonly number[],
): { distance: number; bound: number } => {
  if (one.length === 0 || other.length === 0) return { distance: Number.POSITIVE_INFINITY, bound: 0 };
  const [a, b] = [ascending(one), ascending(other)];
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && a[i] === value) i += 1;
    while (j < b.length && b[j] === value) j += 1;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { distance, bound: Math.sqrt(-Math.log(alpha / 2) / 2) / (root + 0.12 + 0.11 / root) };
};

type Count = { of: number; have: number };

const logFactorials = (most: number): Float64Array => {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n += 1) logs[n] = (logs[n - 1] as number) + Math.log(n);
  return logs;
};

/**
 * How much more often the first group has something, and how likely chance gives it as many or more (Fisher's exact test, one-sided:
 * right for the few that a z test would take for evidence). @param one,other `have` of `of`
 */
export const shareGap = (one: Count, other: Count): { gap: number; chance: number } => {
  const [all, having] = [one.of + other.of, one.have + other.have];
  const logs = logFactorials(all);
  const ways = (of: number, take: number) =>
    (logs[of] as number) - (logs[take] as number) - (logs[of - take] as number);
  let chance = 0;
  for (let have = one.have; have <= Math.min(one.of, having); have += 1)
    if (having - have <= other.of)
      chance += Math.exp(ways(one.of, have) + ways(other.of, having - have) - ways(all, having));
  return { gap: one.have / one.of - other.have / other.of, chance };
};

/** Place of each value among all; those that are alike share the mean of their places. */
const ranksOf = (values: readonly number[]): number[] => {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (const index of order.slice(from, to)) ranks[index] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
};

/** Spearman's rank correlation, -1 to 1; NaN where one side is always the same. */
export const rankAgreement = (pairs: readonly (readonly [number, number])[]): number => {
  const [a, b] = [ranksOf(pairs.map(([one]) => one)), ranksOf(pairs.map(([, other]) => other))];
  const middle = (pairs.length - 1) / 2;
  let [both, ofA, ofB] = [0, 0, 0];
  for (let row = 0; row < pairs.length; row += 1) {
    const [x, y] = [(a[row] as number) - middle, (b[row] as number) - middle];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return both / Math.sqrt(ofA * ofB);
};
