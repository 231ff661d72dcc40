import type { CaseRow } from './case-row.ts';

/** Customers of a group, and how many of them had the outcome (delivery: OutcomeCounts). */
type OutcomeCounts = { customers: number; converted: number };
type HoldoutGroups = { contacted: OutcomeCounts; holdout: OutcomeCounts };

/**
 * Customers whom the gate granted help against those it held out, each once, by the first case of theirs: had they the outcome?
 * Only first episodes: whether there is a second depends on the help (a resolved case makes room for the next, one without help
 * goes on), so that it would compare unlike customers. Who got no message for another reason (no consent, no contact point), or is
 * spared, is in neither: chance did not put them there.
 * @param outcome must be one that both groups can have; nothing: not known yet, and the customer is left out
 */
export const holdoutGroups = (
  rows: readonly CaseRow[],
  outcome: (row: CaseRow) => boolean | undefined,
): HoldoutGroups => {
  const groups: HoldoutGroups = { contacted: { customers: 0, converted: 0 }, holdout: { customers: 0, converted: 0 } };
  for (const row of firstCases(rows)) {
    const had = outcome(row);
    if (!row.group || had === undefined) continue;
    groups[row.group].customers += 1;
    if (had) groups[row.group].converted += 1;
  }
  return groups;
};

const firstCases = (rows: readonly CaseRow[]): Iterable<CaseRow> => {
  const first = new Map<string, CaseRow>();
  for (const row of rows) {
    if (!row.group || row.episode !== 1) continue;
    const seen = first.get(row.customer);
    if (!seen || row.openedAt < seen.openedAt) first.set(row.customer, row);
  }
  return first.values();
};
