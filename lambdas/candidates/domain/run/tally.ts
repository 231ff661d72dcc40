// Counting by name. Tallies only add up, so that any grouping gives the same totals.
export type Tally = Record<string, number>;

/** Adds to one counter of a tally, in place. */
export const count = (tally: Tally, name: string, by = 1): void => {
  // Object.hasOwn: a name such as "constructor" must not find an inherited property.
  tally[name] = (Object.hasOwn(tally, name) ? (tally[name] as number) : 0) + by;
};

/** The sum of two tallies, as a new one. */
export const addTallies = (a: Tally, b: Tally): Tally => {
  const sum = { ...a };
  for (const [name, by] of Object.entries(b)) count(sum, name, by);
  return sum;
};
