// Against predictions of the real XGBoost (test/fixtures/xgboost/generate.py).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseXgboostModel, predict, predictOne, type TreeModel } from './trees.ts';

type Cases = { rows: (number | null)[][]; predictions: number[] };
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../test/fixtures/xgboost/${name}.json`, import.meta.url), 'utf8'));
const casesOf = (name: string): { model: TreeModel; rows: number[][]; predictions: number[] } => {
  const { rows, predictions } = fixture(`${name}.cases`) as Cases;
  const model = parseXgboostModel(fixture(`${name}.model`));
  return { model, rows: rows.map((row) => row.map((value) => value ?? Number.NaN)), predictions };
};

const largestDistance = (ours: ArrayLike<number>, theirs: readonly number[]): number =>
  Math.max(...theirs.map((value, index) => Math.abs(value - (ours[index] ?? Number.NaN))));

describe.each(['complete', 'with-gaps'])('a model of XGBoost: %s', (name) => {
  const { model, rows, predictions } = casesOf(name);

  it('predicts batches as XGBoost does', () => {
    expect(largestDistance(predict(model, rows), predictions)).toBeLessThan(1e-6);
  });

  it('predicts single rows as XGBoost does', () => {
    const singles = rows.map((row) => predictOne(model, row));
    expect(largestDistance(singles, predictions)).toBeLessThan(1e-6);
  });

  it('predicts the same whatever the size of the batch', () => {
    const whole = predict(model, [...rows, ...rows, ...rows]);
    for (const size of [1, 2, 3, 5, 255, 257]) {
      const part = predict(model, [...rows, ...rows, ...rows].slice(0, size));
      expect([...part]).toEqual([...whole.slice(0, size)]);
    }
  });

  it('predicts the same by walking, for models too large to lay out flat', () => {
    const { layout: _layout, ...plain } = model;
    expect(largestDistance(predict(plain, rows), predictions)).toBeLessThan(1e-6);
  });

  it('goes right at a threshold and left just below it, in float32', () => {
    const { layout: _layout, ...plain } = model;
    const base = rows.find((row) => !row.some(Number.isNaN)) ?? [];
    for (const [feature, { thresholds }] of (model.layout?.features ?? []).entries())
      for (const threshold of thresholds) {
        const rowsAround = [threshold, threshold - 1e-9, threshold * (1 + 2 ** -22)].map((v) => base.with(feature, v));
        expect([...predict(model, rowsAround)]).toEqual([...predict(plain, rowsAround)]);
      }
  });
});

describe('models and rows it refuses', () => {
  const json = fixture('complete.model') as { learner: { objective: { name: string } } };

  it('names what it found when the objective is another', () => {
    const other = structuredClone(json);
    other.learner.objective.name = 'reg:squarederror';
    expect(() => parseXgboostModel(other)).toThrow(/binary:logistic[\s\S]*objective/);
  });

  it('refuses rows of another width instead of scoring nonsense', () => {
    const model = parseXgboostModel(json);
    expect(() => predictOne(model, [1, 2])).toThrow(/2 values; the model has 6/);
    expect(() => predict(model, [[1]])).toThrow(RangeError);
  });
});
