// Upper tail of counts whose variance is larger than their mean.

/**
 * P(Y ≥ count) where Y has this mean and variance `dispersion` × mean: negative binomial with size mean / (dispersion − 1),
 * Poisson at dispersion 1. Sums the probabilities below `count` from the first one on, in logarithms, so that large means do not underflow.
 * Source: N. L. Johnson, A. W. Kemp, S. Kotz, Univariate Discrete Distributions, 3rd ed. (2005), ch. 4 and 5.
 */
export const upperTail = (count: number, { mean, dispersion }: { mean: number; dispersion: number }): number => {
  if (count <= 0) return 1;
  let logP = logOfNone(mean, dispersion);
  let below = 0;
  for (let k = 0; k < count; k += 1) {
    below += Math.exp(logP);
    logP += logOfNext(k, mean, dispersion);
  }
  return below < 1 - 1e-9 ? 1 - below : tailFrom(count, logP, { mean, dispersion });
};

const isPoisson = (dispersion: number): boolean => dispersion <= 1 + 1e-9;

/** log P(0). */
const logOfNone = (mean: number, dispersion: number): number =>
  isPoisson(dispersion) ? -mean : (-mean / (dispersion - 1)) * Math.log(dispersion);

/** log P(k + 1) / P(k): Poisson mean / (k + 1); negative binomial (size + k) (1 − p) / (k + 1) with p = 1 / dispersion. */
const logOfNext = (k: number, mean: number, dispersion: number): number =>
  isPoisson(dispersion)
    ? Math.log(mean / (k + 1))
    : Math.log(((mean / (dispersion - 1) + k) * (dispersion - 1)) / dispersion / (k + 1));

/** Where 1 − sum would lose its digits: adds the small probabilities themselves until they are nothing. */
const tailFrom = (count: number, logFirst: number, shape: { mean: number; dispersion: number }): number => {
  let logP = logFirst;
  let tail = 0;
  for (let k = count; k < count + 100_000; k += 1) {
    const p = Math.exp(logP);
    tail += p;
    if (p <= tail * 1e-12) break;
    logP += logOfNext(k, shape.mean, shape.dispersion);
  }
  return tail;
};
