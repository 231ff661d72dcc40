// The committed churn models, as Herald itself reads them: XGBoost's own numbers, and what their cards claim.
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import { explainer } from '../../lambdas/candidates/domain/scoring/tree-contributions.ts';
import { parseXgboostModel, predict, predictOne } from '../../lambdas/candidates/domain/scoring/trees.ts';
import { seedExample } from '../generate/churn/demo-customer.ts';

const read = <T>(id: string, name: string): T => JSON.parse(readFileSync(`models/${id}/${name}`, 'utf8')) as T;
type Parity = { rows: number[][]; predictions: number[]; contributions: number[][] };
type Figures = { auc: number; brier: number; correlation?: number };

describe.each(['churn-baseline-v1', 'churn-risk-v3'])('%s', (id) => {
  const model = parseXgboostModel(read(id, 'model.json'));
  const { rows, predictions, contributions } = read<Parity>(id, 'parity.json');

  it('predicts what XGBoost predicts, within 1e-6', () => {
    expect(rows).toHaveLength(200);
    const ours = predict(model, rows);
    for (const [index, theirs] of predictions.entries())
      expect(Math.abs((ours[index] ?? 0) - theirs)).toBeLessThan(1e-6);
  });

  it('explains what XGBoost explains, within 1e-6 a feature (XGBoost adds up in float32)', () => {
    const explain = explainer(model);
    for (const [index, theirs] of contributions.entries()) {
      const { values, bias } = explain(rows[index] as number[]);
      for (const [column, ours] of [...values, bias].entries())
        expect(Math.abs(ours - (theirs[column] ?? Number.NaN))).toBeLessThan(1e-6);
    }
  });

  it('has its features in the order of the model’s columns, and none that leaks or stands for a protected group', () => {
    const names = read<ModelSpec>(id, 'features.json').features.map(({ name }) => name);
    expect(names).toEqual(model.featureNames);
    for (const name of names)
      expect(name).not.toMatch(/churn|score$(?<!engagement_score)|reason|cltv|gender|senior|_id$/i);
  });

  it('stays small enough to read at a cold start', () => {
    expect(statSync(`models/${id}/model.json`).size).toBeLessThan(400_000);
  });
});

describe('the figures', () => {
  it('of the baseline, on customers it had not seen: AUC at least 0.844, better than the base rate by far', () => {
    type Metrics = { crossValidation: { auc: { mean: number } }; heldOut: { model: Figures; baseRate: Figures } };
    const { crossValidation, heldOut } = read<Metrics>('churn-baseline-v1', 'metrics.json');
    expect(crossValidation.auc.mean).toBeGreaterThan(0.844);
    expect(heldOut.model.auc).toBeGreaterThan(0.844);
    expect(heldOut.model.brier).toBeLessThan(heldOut.baseRate.brier - 0.05);
  });

  it('of the risk model: near the truth, which it cannot beat, and far better than the baseline alone', () => {
    const { model, baseline, truth } = read<Record<'model' | 'baseline' | 'truth', Figures>>(
      'churn-risk-v3',
      'metrics.json',
    );
    expect(model.correlation).toBeGreaterThan(0.97);
    expect(model.auc).toBeGreaterThan(baseline.auc + 0.03);
    expect(truth.auc).toBeGreaterThan(model.auc);
    expect(truth.brier).toBeLessThan(model.brier);
  });

  it('of the seed’s example: low without errors, several times that with three critical ones, in the models too', () => {
    const { features, truth } = seedExample();
    const score = (id: string) => {
      const model = parseXgboostModel(read(id, 'model.json'));
      return predictOne(
        model,
        model.featureNames.map((name) => (features as Record<string, number>)[name] as number),
      );
    };
    expect(truth.risk).toBeCloseTo(0.85, 1);
    expect(score('churn-baseline-v1')).toBeCloseTo(0.15, 1);
    expect(score('churn-risk-v3') / score('churn-baseline-v1')).toBeGreaterThan(4);
  });
});
