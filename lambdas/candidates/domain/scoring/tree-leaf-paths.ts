// The ways to a model's leaves, each feature once: what exact contributions need, worked out once per model.
import type { XgboostModel, XgboostTree } from './xgboost-json.ts';

/**
 * A feature on the way to a leaf. The row goes that way if `lower` <= value < `upper` (float32), or if it is missing and
 * `missing` says so. `share`: of the training rows that came to the feature's splits, how many went that way.
 */
type Gate = { feature: number; lower: number; upper: number; missing: boolean; share: number };
export type LeafPath = { value: number; gates: Gate[] };

/** `mean`: the trees' mean over the training rows, without the base margin. */
export type LeafPaths = { leaves: LeafPath[]; mean: number };

const anyValue = { lower: -Infinity, upper: Infinity, missing: true, share: 1 };

/** Narrows the gate of a feature, or opens its first. */
const narrowed = (gates: readonly Gate[], feature: number, by: Partial<Gate> & { share: number }): Gate[] => {
  const old = gates.find((gate) => gate.feature === feature) ?? { feature, ...anyValue };
  const gate = {
    feature,
    lower: Math.max(old.lower, by.lower ?? -Infinity),
    upper: Math.min(old.upper, by.upper ?? Infinity),
    missing: old.missing && by.missing === true,
    share: old.share * by.share,
  };
  return [...gates.filter((other) => other.feature !== feature), gate];
};

const coverOf = (tree: XgboostTree, index: number): readonly number[] => {
  if (tree.sum_hessian?.length === tree.left_children.length) return tree.sum_hessian;
  throw new Error(`Tree ${index} has no sum_hessian: save the model by Booster.save_model to explain its predictions`);
};

/** @throws Error for models without the training rows' counts (sum_hessian) */
export const leafPaths = ({ trees }: Pick<XgboostModel, 'trees'>): LeafPaths => {
  const found: LeafPaths = { leaves: [], mean: 0 };
  for (const [index, tree] of trees.entries()) {
    const cover = coverOf(tree, index);
    const visit = (node: number, gates: Gate[]): void => {
      const left = tree.left_children[node] as number;
      const threshold = Math.fround(tree.split_conditions[node] as number);
      if (left === -1) {
        found.leaves.push({ value: threshold, gates });
        found.mean += threshold * gates.reduce((product, { share }) => product * share, 1);
        return;
      }
      const right = tree.right_children[node] as number;
      const feature = tree.split_indices[node] as number;
      const share = (child: number) => (cover[child] as number) / (cover[node] as number);
      const byDefault = Boolean(tree.default_left[node]);
      visit(left, narrowed(gates, feature, { upper: threshold, missing: byDefault, share: share(left) }));
      visit(right, narrowed(gates, feature, { lower: threshold, missing: !byDefault, share: share(right) }));
    };
    visit(0, []);
  }
  return found;
};
