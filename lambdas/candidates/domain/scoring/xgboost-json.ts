// The part of XGBoost's JSON model format that we read (doc/model.schema of XGBoost). Checked once, at load time.
import * as z from 'zod';

const numbers = z.array(z.number());
const tree = z.object({
  left_children: numbers,
  right_children: numbers,
  split_indices: numbers,
  split_conditions: numbers,
  default_left: z.array(z.union([z.number(), z.boolean()])),
  split_type: numbers.optional(),
  // The training rows' weight at each node; needed only to explain predictions.
  sum_hessian: numbers.optional(),
});

const xgboostModel = z.object({
  learner: z.object({
    feature_names: z.array(z.string()).optional(),
    gradient_booster: z.object({ name: z.literal('gbtree'), model: z.object({ trees: z.array(tree) }) }),
    learner_model_param: z.object({ base_score: z.string(), num_class: z.string(), num_feature: z.string() }),
    objective: z.object({ name: z.literal('binary:logistic') }),
  }),
});
export type XgboostTree = z.infer<typeof tree>;
export type XgboostModel = { trees: XgboostTree[]; featureNames: string[]; featureCount: number; baseMargin: number };

/** `base_score` is a probability, written as text: `"5E-1"` by older versions, `"[5.0E-1]"` by newer ones. Its logit is the base margin. */
const baseMarginOf = (baseScore: string): number => {
  const probability = Number(baseScore.replace(/^\[|\]$/g, ''));
  if (!(probability > 0 && probability < 1)) throw new Error(`base_score must lie between 0 and 1, found ${baseScore}`);
  return Math.log(probability / (1 - probability));
};

/**
 * Reads a model saved by `Booster.save_model('….json')`: boosted trees, binary:logistic, numerical splits.
 * @throws Error naming what we can't evaluate (other boosters and objectives, several classes, categorical splits)
 */
export const readXgboostModel = (json: unknown): XgboostModel => {
  const parsed = xgboostModel.safeParse(json);
  if (!parsed.success)
    throw new Error(`Not an XGBoost gbtree model for binary:logistic: ${z.prettifyError(parsed.error)}`);
  const { learner } = parsed.data;
  const { trees } = learner.gradient_booster.model;
  if (Number(learner.learner_model_param.num_class) > 1) throw new Error('Models of several classes are not supported');
  if (trees.some((one) => one.split_type?.some((type) => type !== 0)))
    throw new Error('Categorical splits are not supported: encode categories as numbers before training');
  return {
    trees,
    featureNames: learner.feature_names ?? [],
    featureCount: Number(learner.learner_model_param.num_feature),
    baseMargin: baseMarginOf(learner.learner_model_param.base_score),
  };
};
