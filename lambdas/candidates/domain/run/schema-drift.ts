// Schema drift: a column that is missing or retyped in every row of a part. A few bad rows are not drift.

/** Fewer rows than this may all be bad by chance (a part of a small run). */
const MIN_ROWS = 10;

type Seen = { fine: boolean; wrong: number; first: string };
export type DriftWatch = {
  /** @param problem what was wrong with the column in this row; `undefined` when it was fine */
  saw(column: string, problem: string | undefined): void;
  /** One sentence for each column that was wrong in all of at least ten rows. */
  drift(): string[];
};

export const driftWatch = (): DriftWatch => {
  const columns = new Map<string, Seen>();
  return {
    saw: (column, problem) => {
      let seen = columns.get(column);
      if (!seen) {
        seen = { fine: false, wrong: 0, first: '' };
        columns.set(column, seen);
      }
      if (problem === undefined) seen.fine = true;
      else if (seen.wrong++ === 0) seen.first = problem;
    },
    drift: () =>
      [...columns]
        .filter(([, { fine, wrong }]) => !fine && wrong >= MIN_ROWS)
        .map(([column, { first }]) => `column "${column}" is wrong in every row (first: ${first})`),
  };
};
