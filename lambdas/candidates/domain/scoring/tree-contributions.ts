// How much each feature moved a prediction: exact path-dependent TreeSHAP, as XGBoost's `pred_contribs` gives it
// (Lundberg, Erion, Lee: "Consistent Individualized Feature Attribution for Tree Ensembles", arXiv:1802.03888).
import { leafContributions } from './shapley-leaf.ts';
import { type LeafPath, leafPaths } from './tree-leaf-paths.ts';
import type { TreeModel } from './trees.ts';

/**
 * In log odds, in the order of the model's columns; `bias` is the model's mean over its training rows. Together they are the
 * margin: `bias + Σ values = log(p / (1 − p))`.
 */
type Contributions = { values: number[]; bias: number };
export type Explain = (row: ArrayLike<number>) => Contributions;

/** Leaves with more gates than this are worked out each time: 2^gates outcomes a leaf are too many to keep. */
const REMEMBERED_GATES = 5;

/**
 * All leaves in flat arrays, for speed. Gate g of leaf l stands at `first[l] + g`. `known`: what was worked out before, NaN where
 * nothing was; of leaf l for the open gates `bits`: at `table[l] + bits × gates` (−1: not kept). Behind it, from `scratch`, is
 * room for one leaf that is not kept.
 */
type Flat = {
  leaves: LeafPath[];
  first: Int32Array;
  feature: Int32Array;
  lower: Float32Array;
  upper: Float32Array;
  missing: Uint8Array;
  table: Int32Array;
  known: Float64Array;
  scratch: number;
};

const flatten = (leaves: LeafPath[]): Flat => {
  const gates = leaves.flatMap((leaf) => leaf.gates);
  const first = new Int32Array(leaves.length + 1);
  const table = new Int32Array(leaves.length);
  let kept = 0;
  for (const [index, leaf] of leaves.entries()) {
    const count = leaf.gates.length;
    first[index + 1] = (first[index] as number) + count;
    table[index] = count <= REMEMBERED_GATES ? kept : -1;
    if (count <= REMEMBERED_GATES) kept += count * 2 ** count;
  }
  const most = leaves.reduce((count, leaf) => Math.max(count, leaf.gates.length), 0);
  return {
    ...{ leaves, first, table, known: new Float64Array(kept + most).fill(Number.NaN), scratch: kept },
    feature: Int32Array.from(gates, (gate) => gate.feature),
    lower: Float32Array.from(gates, (gate) => gate.lower),
    upper: Float32Array.from(gates, (gate) => gate.upper),
    missing: Uint8Array.from(gates, (gate) => Number(gate.missing)),
  };
};

/** Which of a leaf's gates (`from` to `to`) the row goes through, as bits. NaN compares false: a missing value goes by default. */
const openGates = (
  { feature, lower, upper, missing }: Flat,
  row: Float32Array,
  [from, to]: [number, number],
): number => {
  let open = 0;
  for (let gate = from; gate < to; gate++) {
    const value = row[feature[gate] as number] as number;
    const passes = value >= (lower[gate] as number) && value < (upper[gate] as number);
    if (passes || (Number.isNaN(value) && missing[gate] === 1)) open |= 1 << (gate - from);
  }
  return open;
};

/** One leaf's contributions by gate, worked out. */
const contributionsAt = (flat: Flat, leaf: number, open: number): ArrayLike<number> => {
  const { value, gates } = flat.leaves[leaf] as LeafPath;
  return leafContributions(
    value,
    gates.map(({ share }) => share),
    open,
  );
};

/** Adds one leaf's contributions to `values`. */
const addLeaf = (flat: Flat, row: Float32Array, { leaf, values }: { leaf: number; values: Float64Array }): void => {
  const from = flat.first[leaf] as number;
  const to = flat.first[leaf + 1] as number;
  const open = openGates(flat, row, [from, to]);
  const table = flat.table[leaf] as number;
  const place = table < 0 ? flat.scratch : table + open * (to - from);
  if (table < 0 || Number.isNaN(flat.known[place])) flat.known.set(contributionsAt(flat, leaf, open), place);
  for (let gate = 0; gate < to - from; gate++) {
    const feature = flat.feature[from + gate] as number;
    values[feature] = (values[feature] as number) + (flat.known[place + gate] as number);
  }
};

/**
 * Prepares a model for explaining rows of its own width (NaN is missing). Equal to XGBoost within its float32 rounding.
 * @throws Error for models without training counts; RangeError when a row's width isn't the model's
 */
export const explainer = ({ source, featureCount }: Pick<TreeModel, 'source' | 'featureCount'>): Explain => {
  const { leaves, mean } = leafPaths(source);
  const flat = flatten(leaves);
  const scratch = new Float32Array(featureCount);
  return (row) => {
    if (row.length !== featureCount)
      throw new RangeError(`A row has ${row.length} values; the model has ${featureCount} columns`);
    scratch.set(row);
    const values = new Float64Array(featureCount);
    for (let leaf = 0; leaf < leaves.length; leaf++) addLeaf(flat, scratch, { leaf, values });
    return { values: [...values], bias: source.baseMargin + mean };
  };
};
