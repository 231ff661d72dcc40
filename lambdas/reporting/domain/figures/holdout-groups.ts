import type { CaseRow } from './case-row.ts';

/** Customers of a group, and how many of them had the outcome (delivery: OutcomeCounts). */
type OutcomeCounts = { customers: number; converted: number };
type HoldoutGroups = { contacted: OutcomeCounts; holdout: OutcomeCounts };

/**
 * Customers who were sent help against those who were held out, each once: had they the outcome in any of their cases?
 * Who got no message for another reason (no consent, no contact point) is in neither, as chance did not put them there.
 */
export const holdoutGroups = (rows: readonly CaseRow[], outcome: (row: CaseRow) => boolean): HoldoutGroups => {
  const held = new Map<string, boolean>();
  const contacted = new Map<string, boolean>();
  for (const row of rows) {
    if (!row.held && !row.sent) continue;
    const group = row.held ? held : contacted;
    group.set(row.customer, group.get(row.customer) === true || outcome(row));
  }
  return { contacted: countsOf(contacted), holdout: countsOf(held) };
};

const countsOf = (group: ReadonlyMap<string, boolean>): OutcomeCounts => ({
  customers: group.size,
  converted: [...group.values()].filter(Boolean).length,
});
