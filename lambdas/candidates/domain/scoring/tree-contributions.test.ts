// Against Shapley's own definition, worked out the long way; against XGBoost's numbers: scripts/train/churn-models.test.ts.
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainer } from './tree-contributions.ts';
import { parseXgboostModel, predictOne } from './trees.ts';
import type { XgboostTree } from './xgboost-json.ts';

const features = 4;
type Node =
  | { leaf: number }
  | { feature: number; at: number; byDefault: boolean; share: number; left: Node; right: Node };

const { node: anyTree } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tree' },
    fc.record({ leaf: fc.integer({ min: -8, max: 8 }).map((n) => n / 4) }),
    fc.record({
      feature: fc.nat(features - 1),
      at: fc.integer({ min: -3, max: 3 }),
      byDefault: fc.boolean(),
      share: fc.integer({ min: 1, max: 7 }).map((n) => n / 8),
      left: tie('node'),
      right: tie('node'),
    }),
  ),
}));
const anyRow = fc.array(fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constant(Number.NaN)), {
  minLength: features,
  maxLength: features,
});

/** The tree in XGBoost's arrays; 1,024 training rows came in. */
const arraysOf = (root: Node): XgboostTree => {
  const tree = { left_children: [], right_children: [], split_indices: [], split_conditions: [], default_left: [] };
  const arrays = { ...tree, sum_hessian: [] } as Omit<XgboostTree, 'sum_hessian'> & { sum_hessian: number[] };
  const add = (node: Node, cover: number): number => {
    const place = arrays.left_children.push(-1) - 1;
    arrays.right_children.push(-1);
    arrays.split_indices.push('leaf' in node ? 0 : node.feature);
    arrays.split_conditions.push('leaf' in node ? node.leaf : node.at);
    arrays.default_left.push('leaf' in node ? 0 : Number(node.byDefault));
    arrays.sum_hessian.push(cover);
    if ('leaf' in node) return place;
    arrays.left_children[place] = add(node.left, cover * node.share);
    arrays.right_children[place] = add(node.right, cover * (1 - node.share));
    return place;
  };
  add(root, 1024);
  return arrays;
};

/** What the tree gives when only the features in `known` (bits) are known: the others go both ways by share. */
const expected = (node: Node, row: number[], known: number): number => {
  if ('leaf' in node) return node.leaf;
  const value = row[node.feature] as number;
  const goesLeft = Number.isNaN(value) ? node.byDefault : value < node.at;
  if ((known >> node.feature) & 1) return expected(goesLeft ? node.left : node.right, row, known);
  return node.share * expected(node.left, row, known) + (1 - node.share) * expected(node.right, row, known);
};

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const bits = (set: number): number => set.toString(2).replaceAll('0', '').length;
const shapley = (tree: Node, row: number[], feature: number): number => {
  let sum = 0;
  for (let set = 0; set < 2 ** features; set++) {
    if ((set >> feature) & 1) continue;
    const weight = (factorial(bits(set)) * factorial(features - bits(set) - 1)) / factorial(features);
    sum += weight * (expected(tree, row, set | (1 << feature)) - expected(tree, row, set));
  }
  return sum;
};

describe('contributions of features', () => {
  it('are Shapley’s values of any trees and any row, missing values included', () => {
    fc.assert(
      fc.property(
        fc.array(anyTree, { minLength: 1, maxLength: 3 }),
        fc.array(anyRow, { minLength: 1 }),
        (trees, rows) => {
          const source = { trees: trees.map(arraysOf), featureNames: [], featureCount: features, baseMargin: 0.5 };
          const explain = explainer({ source, featureCount: features });
          for (const row of rows) {
            const { values, bias } = explain(row);
            for (const [feature, value] of values.entries())
              expect(value).toBeCloseTo(
                trees.reduce((sum, tree) => sum + shapley(tree, row, feature), 0),
                9,
              );
            expect(bias).toBeCloseTo(0.5 + trees.reduce((sum, tree) => sum + expected(tree, row, 0), 0), 9);
          }
        },
      ),
    );
  });

  it.each(['complete', 'with-gaps'])('and the bias make the margin of a model of XGBoost: %s', (name) => {
    const file = (kind: string) =>
      JSON.parse(
        readFileSync(new URL(`../../../../test/fixtures/xgboost/${name}.${kind}.json`, import.meta.url), 'utf8'),
      );
    const model = parseXgboostModel(file('model'));
    const explain = explainer(model);
    for (const cells of file('cases').rows as (number | null)[][]) {
      const row = cells.map((cell) => cell ?? Number.NaN);
      const { values, bias } = explain(row);
      const margin = bias + values.reduce((sum, value) => sum + value, 0);
      expect(1 / (1 + Math.exp(-margin))).toBeCloseTo(predictOne(model, row), 9);
    }
  });

  it('are refused for rows of another width, and for models without training counts', () => {
    const [tree, bare] = [arraysOf({ leaf: 1 }), arraysOf({ leaf: 1 })];
    delete bare.sum_hessian;
    const modelOf = (one: XgboostTree) => ({
      source: { trees: [one], featureNames: [], featureCount: 2, baseMargin: 0 },
      featureCount: 2,
    });
    expect(() => explainer(modelOf(tree))([1])).toThrow(RangeError);
    expect(() => explainer(modelOf(bare))).toThrow(/sum_hessian/);
  });
});
