/**
 * Which of many tests stand out when at most a share `rate` of those that do may be chance, in input order.
 * Source: Y. Benjamini & Y. Hochberg, "Controlling the False Discovery Rate", J. R. Statist. Soc. B 57 (1995) 289-300; holds for
 * tests that depend positively, too, as a type and its versions do (Benjamini & Yekutieli, Ann. Statist. 29 (2001) 1165-1188).
 */
export const discoveries = (ps: readonly number[], rate: number): boolean[] => {
  const sorted = ps.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((p, index) => p <= (rate * (index + 1)) / ps.length);
  const limit = sorted[last];
  return ps.map((p) => limit !== undefined && p <= limit);
};
