// How each model is trained anew: from which program's decisions, what counts as its outcome, and when a new one is better.

/**
 * `positive`: outcomes (table `outcomes`) that make a decision's label 1 within `labelDays` after it; none of them: 0. `trainDays`
 * of decisions are learned from; `evaluationDays` of decisions, of other customers and `labelDays` later, judge. `onlyContacted`: only decisions whose customer was then
 * written to have a label: what is predicted is the answer. `monotone`: direction by feature.
 */
export type Recipe = {
  modelId: string;
  programId: string;
  positive: string[];
  onlyContacted: boolean;
  labelDays: number;
  trainDays: number;
  evaluationDays: number;
  /** Fewer rows, or fewer of either label, teach nothing; fewer to judge by (`evaluation`) decide nothing. */
  minimum: { rows: number; ofEachLabel: number; evaluation: number };
  /** Gain in log loss that a new model must show, on average; the 95 % interval must lie above nothing. */
  margin: number;
  /** Share of customers the new one serves first, for how many seconds. */
  canary: { share: number; seconds: number };
  parameters: { trees: number; max_depth: number; eta: number; min_child_weight: number; lambda: number };
  monotone: Record<string, 1 | -1>;
};

const day = 86_400;

export const recipes: readonly Recipe[] = [
  {
    ...{ modelId: 'review-propensity-v2', programId: 'product-reviews', positive: ['converted'] },
    onlyContacted: true,
    ...{ labelDays: 14, trainDays: 90, evaluationDays: 14 },
    ...{
      minimum: { rows: 5_000, ofEachLabel: 200, evaluation: 1_000 },
      margin: 0.002,
      canary: { share: 0.1, seconds: 3 * day },
    },
    parameters: { trees: 100, max_depth: 5, eta: 0.12, min_child_weight: 60, lambda: 2 },
    monotone: {},
  },
  {
    ...{ modelId: 'churn-risk-v3', programId: 'predictive-issue-resolution', positive: ['left'] },
    onlyContacted: false, // who leaves is known of everybody
    ...{ labelDays: 30, trainDays: 180, evaluationDays: 30 },
    ...{
      minimum: { rows: 2_000, ofEachLabel: 100, evaluation: 500 },
      margin: 0.002,
      canary: { share: 0.1, seconds: 5 * day },
    },
    parameters: { trees: 250, max_depth: 3, eta: 0.12, min_child_weight: 20, lambda: 2 },
    monotone: { error_frequency: 1, error_severity: 1, crash_free_rate: -1, support_history: 1 },
  },
];
