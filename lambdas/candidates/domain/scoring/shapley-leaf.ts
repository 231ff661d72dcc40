// What one leaf of a tree gives each feature on its path: Shapley values of a product of gates.

/** Weights by the number of other gates in the set: k! (n − 1 − k)! / n!, Shapley's. */
const shapleyWeights = (gates: number): number[] => {
  const weights = [1 / Math.max(1, gates)];
  for (let k = 1; k < gates; k++) weights.push(((weights[k - 1] as number) * k) / (gates - k));
  return weights;
};

/** The coefficients of Π (share + open·x) over all gates but one: the ways to choose sets, by their size. */
const waysWithout = (place: number, shares: ArrayLike<number>, open: number): number[] => {
  let bySize = [1];
  for (let other = 0; other < shares.length; other++) {
    if (other === place) continue;
    const share = shares[other] as number;
    const next = bySize.map((ways) => ways * share);
    next.push(0);
    if ((open >> other) & 1)
      for (const [size, ways] of bySize.entries()) next[size + 1] = (next[size + 1] as number) + ways;
    bySize = next;
  }
  return bySize;
};

/**
 * A leaf's contributions by gate. In a set of gates each counts as the row has it (a bit of `open`), outside it by its share of
 * the training rows; Shapley averages what a gate changes over all sets of the others.
 */
export const leafContributions = (value: number, shares: ArrayLike<number>, open: number): number[] => {
  const weights = shapleyWeights(shares.length);
  return Array.from(shares, (share, place) => {
    const ways = waysWithout(place, shares, open);
    const sum = ways.reduce((total, count, size) => total + count * (weights[size] as number), 0);
    return value * sum * (((open >> place) & 1) - share);
  });
};
