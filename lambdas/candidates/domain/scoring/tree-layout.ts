// Lays trees out as perfect binary trees in flat arrays, so that evaluation needs no branches.
// A feature value becomes the count of its model-wide thresholds at or below it (its bin); a node compares bins.
import { type FeatureBins, featureBins } from './feature-bins.ts';
import type { XgboostModel, XgboostTree } from './xgboost-json.ts';

/** Deeper trees would need too much padding: 2^depth leaves each. */
const MAX_DEPTH = 12;
/** A padding node's bin: no value lies above it, so it always leads left. */
const ALWAYS_LEFT = 0xffff;

/** `nodes`: per tree 2^depth − 1 entries `feature << 16 | bin`; `leaves`: per tree 2^depth values. */
export type TreeLayout = {
  treeCount: number;
  depth: number;
  nodes: Int32Array;
  leaves: Float64Array;
  /** By feature: the model's thresholds, and how to find a value among them. */
  features: FeatureBins[];
};

const isLeaf = (tree: XgboostTree, node: number): boolean => tree.left_children[node] === -1;

const depthOf = (tree: XgboostTree, node = 0): number =>
  isLeaf(tree, node)
    ? 0
    : 1 + Math.max(depthOf(tree, tree.left_children[node] ?? 0), depthOf(tree, tree.right_children[node] ?? 0));

const thresholdsOf = ({ trees, featureCount }: XgboostModel): Float32Array[] => {
  const found = Array.from({ length: featureCount }, () => new Set<number>());
  for (const tree of trees)
    for (const [node, feature] of tree.split_indices.entries())
      if (!isLeaf(tree, node)) found[feature]?.add(Math.fround(tree.split_conditions[node] ?? 0));
  return found.map((values) => Float32Array.from(values).sort());
};

/** Copies one subtree into its place in the perfect tree; a leaf fills every leaf below its place. */
const place = (tree: XgboostTree, layout: TreeLayout, at: { tree: number; node: number; slot: number }): void => {
  const inner = 2 ** layout.depth - 1;
  if (at.slot >= inner) {
    layout.leaves[at.tree * (inner + 1) + at.slot - inner] = Math.fround(tree.split_conditions[at.node] ?? 0);
    return;
  }
  const feature = tree.split_indices[at.node] ?? 0;
  const leaf = isLeaf(tree, at.node);
  const bin = leaf
    ? ALWAYS_LEFT
    : (layout.features[feature]?.thresholds.indexOf(Math.fround(tree.split_conditions[at.node] ?? 0)) ?? 0);
  layout.nodes[at.tree * inner + at.slot] = (leaf ? 0 : feature << 16) | bin;
  const left = leaf ? at.node : (tree.left_children[at.node] ?? 0);
  const right = leaf ? at.node : (tree.right_children[at.node] ?? 0);
  place(tree, layout, { tree: at.tree, node: left, slot: 2 * at.slot + 1 });
  place(tree, layout, { tree: at.tree, node: right, slot: 2 * at.slot + 2 });
};

/** @returns undefined for models that don't fit (very deep trees, very many thresholds or features): walk those plainly */
export const layOut = (model: XgboostModel): TreeLayout | undefined => {
  const depth = Math.max(1, ...model.trees.map((tree) => depthOf(tree)));
  const thresholds = thresholdsOf(model);
  const fits = depth <= MAX_DEPTH && model.featureCount < 0x7fff && thresholds.every((t) => t.length < ALWAYS_LEFT);
  if (!fits) return undefined;
  const treeCount = model.trees.length;
  const layout: TreeLayout = {
    treeCount,
    depth,
    nodes: new Int32Array(treeCount * (2 ** depth - 1)),
    leaves: new Float64Array(treeCount * 2 ** depth),
    features: thresholds.map(featureBins),
  };
  for (const [index, tree] of model.trees.entries()) place(tree, layout, { tree: index, node: 0, slot: 0 });
  return layout;
};
