// The hot loop of tree evaluation: branchless walks over a TreeLayout, four rows (or four trees) side by side so that
// the processor overlaps their memory reads. Written out by hand on purpose: abstraction costs a factor of three here.
import { binOf, type FeatureBins } from './feature-bins.ts';
import type { TreeLayout } from './tree-layout.ts';

/**
 * Writes the bins of one row at `bins[offset…]`.
 * @returns false when a value is missing (NaN): such a row must be walked plainly, by default directions
 */
export const binRow = (
  layout: TreeLayout,
  row: ArrayLike<number>,
  into: { bins: Int32Array; offset: number },
): boolean => {
  const { features } = layout;
  for (let feature = 0; feature < features.length; feature++) {
    const value = Math.fround(row[feature] as number);
    if (Number.isNaN(value)) return false;
    into.bins[into.offset + feature] = binOf(features[feature] as FeatureBins, value);
  }
  return true;
};

/** Sum of the leaves of one binned row: four trees at a time. */
export const sumRow = ({ treeCount, depth, nodes, leaves }: TreeLayout, bins: Int32Array): number => {
  const inner = (1 << depth) - 1;
  let sum = 0;
  let tree = 0;
  for (; tree + 3 < treeCount; tree += 4) {
    const a = tree * inner;
    const b = a + inner;
    const c = b + inner;
    const d = c + inner;
    let i = 0;
    let j = 0;
    let k = 0;
    let l = 0;
    for (let level = 0; level < depth; level++) {
      const m = nodes[a + i] as number;
      const n = nodes[b + j] as number;
      const o = nodes[c + k] as number;
      const p = nodes[d + l] as number;
      i = 2 * i + 1 + (((m & 0xffff) - (bins[m >> 16] as number)) >>> 31);
      j = 2 * j + 1 + (((n & 0xffff) - (bins[n >> 16] as number)) >>> 31);
      k = 2 * k + 1 + (((o & 0xffff) - (bins[o >> 16] as number)) >>> 31);
      l = 2 * l + 1 + (((p & 0xffff) - (bins[p >> 16] as number)) >>> 31);
    }
    // Leaves of tree t start at t * (inner + 1); slot numbers count the inner nodes first: a + t + slot − inner.
    sum += leaves[a + tree + i - inner] as number;
    sum += leaves[b + tree + 1 + j - inner] as number;
    sum += leaves[c + tree + 2 + k - inner] as number;
    sum += leaves[d + tree + 3 + l - inner] as number;
  }
  for (; tree < treeCount; tree++) {
    let i = 0;
    for (let level = 0; level < depth; level++) {
      const m = nodes[tree * inner + i] as number;
      i = 2 * i + 1 + (((m & 0xffff) - (bins[m >> 16] as number)) >>> 31);
    }
    sum += leaves[tree * (inner + 1) + i - inner] as number;
  }
  return sum;
};

/**
 * Adds the leaves of `count` binned rows (a multiple of four; `width` bins each) to `sums`: tree by tree, so that a
 * tree stays in the first-level cache while a block of rows passes through it.
 */
export const sumBlock = (
  { treeCount, depth, nodes, leaves }: TreeLayout,
  block: { bins: Int32Array; width: number; count: number },
  sums: Float64Array,
): void => {
  const inner = (1 << depth) - 1;
  const { bins, width, count } = block;
  for (let tree = 0; tree < treeCount; tree++) {
    const base = tree * inner;
    const leafBase = base + tree - inner;
    for (let row = 0; row < count; row += 4) {
      const a = row * width;
      const b = a + width;
      const c = b + width;
      const d = c + width;
      let i = 0;
      let j = 0;
      let k = 0;
      let l = 0;
      for (let level = 0; level < depth; level++) {
        const m = nodes[base + i] as number;
        const n = nodes[base + j] as number;
        const o = nodes[base + k] as number;
        const p = nodes[base + l] as number;
        i = 2 * i + 1 + (((m & 0xffff) - (bins[a + (m >> 16)] as number)) >>> 31);
        j = 2 * j + 1 + (((n & 0xffff) - (bins[b + (n >> 16)] as number)) >>> 31);
        k = 2 * k + 1 + (((o & 0xffff) - (bins[c + (o >> 16)] as number)) >>> 31);
        l = 2 * l + 1 + (((p & 0xffff) - (bins[d + (p >> 16)] as number)) >>> 31);
      }
      sums[row] = (sums[row] as number) + (leaves[leafBase + i] as number);
      sums[row + 1] = (sums[row + 1] as number) + (leaves[leafBase + j] as number);
      sums[row + 2] = (sums[row + 2] as number) + (leaves[leafBase + k] as number);
      sums[row + 3] = (sums[row + 3] as number) + (leaves[leafBase + l] as number);
    }
  }
};
