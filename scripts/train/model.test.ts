// The committed model, as Herald itself reads it.
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import { parseXgboostModel, predict } from '../../lambdas/candidates/domain/scoring/trees.ts';

const folder = 'models/review-propensity-v2';
const read = <T>(name: string): T => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T;
const model = parseXgboostModel(read('model.json'));
const spec = read<ModelSpec>('features.json');

type Parity = { rows: number[][]; predictions: number[] };
type Figures = { auc: number; logLoss: number };
type Metrics = Record<'model' | 'logisticRegression' | 'baseRate' | 'truth', Figures>;

describe('review-propensity-v2', () => {
  it('predicts what XGBoost predicts, within 1e-6', () => {
    const { rows, predictions } = read<Parity>('parity.json');
    expect(rows).toHaveLength(200);
    const ours = predict(model, rows);
    for (const [index, theirs] of predictions.entries())
      expect(Math.abs((ours[index] ?? 0) - theirs)).toBeLessThan(1e-6);
  });

  it('has the features the program names, in the order of the model’s columns', () => {
    const program = parse(readFileSync('programs/product-reviews.yaml', 'utf8')) as {
      scoringModel: { features: string[] };
    };
    const names = spec.features.map(({ name }) => name);
    expect(names).toEqual(model.featureNames);
    expect([...program.scoringModel.features].sort()).toEqual([...names].sort());
  });

  it('beats a logistic regression and the base rate, and cannot beat the truth', () => {
    const { model: trees, logisticRegression, baseRate, truth } = read<Metrics>('metrics.json');
    expect(trees.logLoss).toBeLessThan(logisticRegression.logLoss);
    expect(logisticRegression.logLoss).toBeLessThan(baseRate.logLoss);
    expect(truth.logLoss).toBeLessThan(trees.logLoss);
    expect(truth.auc).toBeGreaterThan(trees.auc);
  });

  it('stays small enough to read at a cold start', () => {
    expect(statSync(`${folder}/model.json`).size).toBeLessThan(700_000);
  });
});
