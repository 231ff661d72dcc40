// What contacting people is worth: the outcome rate of those contacted against that of the holdout.

/** Customers of a group, and how many of them had the outcome. */
export type OutcomeCounts = { customers: number; converted: number };
/** `rate` of each group and their difference (contacted − holdout), 0 to 1; absent while a group is empty. */
export type Uplift = {
  contactedRate?: number;
  holdoutRate?: number;
  difference?: number;
  low?: number;
  high?: number;
  method: string;
};

/** 97.5th percentile of the standard normal distribution. */
const z = 1.959964;
const upliftMethod = '95 %, Newcombe hybrid score';

/**
 * Difference of two proportions with its 95 % interval by Newcombe's hybrid score method, which stays within [-1, 1] and
 * holds its level for small groups and rates near 0, where the usual (Wald) interval does not.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998) 873-890, method 10.
 */
export const uplift = (contacted: OutcomeCounts, holdout: OutcomeCounts): Uplift => {
  const rates = {
    ...(contacted.customers > 0 && { contactedRate: contacted.converted / contacted.customers }),
    ...(holdout.customers > 0 && { holdoutRate: holdout.converted / holdout.customers }),
  };
  const { contactedRate: p1, holdoutRate: p2 } = rates;
  if (p1 === undefined || p2 === undefined) return { ...rates, method: upliftMethod };
  const [one, two] = [wilson(contacted), wilson(holdout)];
  const difference = p1 - p2;
  return {
    ...rates,
    difference,
    low: difference - Math.hypot(p1 - one.low, two.high - p2),
    high: difference + Math.hypot(one.high - p1, p2 - two.low),
    method: upliftMethod,
  };
};

/** Score interval of one proportion (E. B. Wilson, JASA 22 (1927) 209-212). */
const wilson = ({ customers: n, converted }: OutcomeCounts): { low: number; high: number } => {
  const p = converted / n;
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const reach = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
};
