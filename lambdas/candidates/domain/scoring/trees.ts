// Gradient-boosted trees evaluated in process, equal to XGBoost's own predictions within 1e-6 (trees.test.ts).
import { binRow, sumBlock, sumRow } from './tree-kernel.ts';
import { layOut, type TreeLayout } from './tree-layout.ts';
import { readXgboostModel, type XgboostModel, type XgboostTree } from './xgboost-json.ts';

/** A model ready to predict. Rows hold `featureCount` numbers in the order of the model's columns; NaN is missing. */
export type TreeModel = { featureCount: number; featureNames: string[]; source: XgboostModel; layout?: TreeLayout };

type Row = ArrayLike<number>;
const BLOCK = 256;

/** @param json a model saved by `Booster.save_model('….json')`. @throws Error for models we can't evaluate */
export const parseXgboostModel = (json: unknown): TreeModel => {
  const source = readXgboostModel(json);
  const layout = layOut(source);
  const { featureCount, featureNames } = source;
  return { featureCount, featureNames, source, ...(layout && { layout }) };
};

const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

/** Node by node, as XGBoost's documentation describes it: missing values take the default direction. */
const walk = (tree: XgboostTree, row: Row): number => {
  let node = 0;
  for (let left = tree.left_children[0]; left !== undefined && left !== -1; left = tree.left_children[node]) {
    const value = Math.fround(row[tree.split_indices[node] as number] as number);
    const goesLeft = Number.isNaN(value)
      ? Boolean(tree.default_left[node])
      : value < Math.fround(tree.split_conditions[node] as number);
    node = goesLeft ? left : (tree.right_children[node] as number);
  }
  return Math.fround(tree.split_conditions[node] as number);
};
const sumByWalking = ({ source }: TreeModel, row: Row): number =>
  source.trees.reduce((sum, tree) => sum + walk(tree, row), 0);

const checkWidth = (model: TreeModel, row: Row): void => {
  if (row.length !== model.featureCount)
    throw new RangeError(`A row has ${row.length} values; the model has ${model.featureCount} columns`);
};

let scratch = new Int32Array(64);

/** The probability of one row. @throws RangeError when the row's width isn't the model's */
export const predictOne = (model: TreeModel, row: Row): number => {
  checkWidth(model, row);
  const { layout, source } = model;
  if (scratch.length < model.featureCount) scratch = new Int32Array(model.featureCount);
  const binned = layout !== undefined && binRow(layout, row, { bins: scratch, offset: 0 });
  return sigmoid(source.baseMargin + (binned ? sumRow(layout, scratch) : sumByWalking(model, row)));
};

/** The probabilities of many rows, in their order. @throws RangeError when a row's width isn't the model's */
export const predict = (model: TreeModel, rows: readonly Row[]): Float64Array => {
  const { layout, source, featureCount: width } = model;
  const result = new Float64Array(rows.length);
  const bins = new Int32Array(BLOCK * width);
  const sums = new Float64Array(BLOCK);
  for (let start = 0; start < rows.length; start += BLOCK) {
    const count = Math.min(BLOCK, rows.length - start);
    const plain: number[] = [];
    for (let row = 0; row < count; row++) {
      const values = rows[start + row] as Row;
      checkWidth(model, values);
      if (!layout || !binRow(layout, values, { bins, offset: row * width })) plain.push(row);
    }
    sums.fill(0);
    if (layout) sumBlock(layout, { bins, width, count: Math.ceil(count / 4) * 4 }, sums);
    for (const row of plain) sums[row] = sumByWalking(model, rows[start + row] as Row);
    for (let row = 0; row < count; row++) result[start + row] = sigmoid(source.baseMargin + (sums[row] as number));
  }
  return result;
};
