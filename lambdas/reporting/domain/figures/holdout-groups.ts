import type { CaseRow } from './case-row.ts';

/** Customers of a group, and how many of them had the outcome (delivery: OutcomeCounts). */
type OutcomeCounts = { customers: number; converted: number };
type HoldoutGroups = { contacted: OutcomeCounts; holdout: OutcomeCounts };

/**
 * Customers whom the gate granted help against those it held out, each once: had they the outcome in any of their cases?
 * Who got no message for another reason (no consent, no contact point), or is spared, is in neither: chance did not put them there.
 */
export const holdoutGroups = (rows: readonly CaseRow[], outcome: (row: CaseRow) => boolean): HoldoutGroups => {
  const held = new Map<string, boolean>();
  const contacted = new Map<string, boolean>();
  for (const row of rows) {
    if (!row.group) continue;
    const group = row.group === 'holdout' ? held : contacted;
    group.set(row.customer, group.get(row.customer) === true || outcome(row));
  }
  return { contacted: countsOf(contacted), holdout: countsOf(held) };
};

const countsOf = (group: ReadonlyMap<string, boolean>): OutcomeCounts => ({
  customers: group.size,
  converted: [...group.values()].filter(Boolean).length,
});
