/** Decisions about events: each has one outcome, a rejected one its filter and reason. */
export type DecisionFigures = {
  decisions: number;
  passed: number;
  rejected: number;
  rejectedBy: Record<string, number>;
  reasons: Record<string, number>;
};

type Decided = { outcome: 'rejected' | 'passed' | 'scored'; rejectedBy?: string; reason?: string };

export const noDecisions = (): DecisionFigures => ({
  ...{ decisions: 0, passed: 0, rejected: 0 },
  ...{ rejectedBy: {}, reasons: {} },
});

/** Adds a page to what has been counted. */
export const addDecisions = (figures: DecisionFigures, page: readonly Decided[]): DecisionFigures => {
  for (const { outcome, rejectedBy = 'unknown', reason = 'unknown' } of page) {
    figures.decisions += 1;
    if (outcome !== 'rejected') {
      figures.passed += 1;
      continue;
    }
    figures.rejected += 1;
    figures.rejectedBy[rejectedBy] = (figures.rejectedBy[rejectedBy] ?? 0) + 1;
    figures.reasons[reason] = (figures.reasons[reason] ?? 0) + 1;
  }
  return figures;
};
