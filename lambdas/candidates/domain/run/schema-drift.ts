// Schema drift: a column that is missing or retyped in every row of a part. A few bad rows are not drift.

/** Fewer rows than this may all be bad by chance (a part of a small run). */
export const TELLING_ROWS = 10;

/** `problem`: what is wrong with a column, without its value: drift is logged. `absent`: the row has no such key. */
type Sight = { problem?: string; absent: boolean };
type Seen = { rows: number; wrong: number; absent: number; first: string };
export type DriftWatch = {
  saw(column: string, sight: Sight): void;
  /** One sentence for each column that was wrong, or absent, in all of at least ten rows. */
  drift(): string[];
};

const absentOnlySometimes = ({ rows, absent }: Seen): boolean => absent > 0 && absent < rows;

/**
 * Watches the columns of one part. Some writers of JSON leave nulls out: once any column is there in some rows and absent
 * in others, a column that is absent everywhere may be null everywhere, and is drift only if null is a problem too.
 */
export const driftWatch = (): DriftWatch => {
  const columns = new Map<string, Seen>();
  return {
    saw: (column, { problem, absent }) => {
      let seen = columns.get(column);
      if (!seen) {
        seen = { rows: 0, wrong: 0, absent: 0, first: 'no such column' };
        columns.set(column, seen);
      }
      seen.rows++;
      if (absent) seen.absent++;
      if (problem !== undefined && seen.wrong++ === 0) seen.first = problem;
    },
    drift: () => {
      const leavesNullsOut = [...columns.values()].some(absentOnlySometimes);
      const drifted = ({ rows, wrong, absent }: Seen) =>
        rows >= TELLING_ROWS && (wrong === rows || (absent === rows && !leavesNullsOut));
      return [...columns]
        .filter(([, seen]) => drifted(seen))
        .map(([column, { first }]) => `column "${column}" is wrong in every row (first: ${first})`);
    },
  };
};
