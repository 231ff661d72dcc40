import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../../scripts/generate/random.ts';
import { compareModels, type Pair } from './compare-models.ts';
import { auc, figuresOf, type Scored } from './score-figures.ts';
import { packTar, unpackTar } from './tar.ts';
import { jobName, newVersion } from './training-keys.ts';
import { periods, trainingQuery } from './training-sql.ts';

const label = fc.constantFrom<0 | 1>(0, 1);
const score = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);

describe('figures of scores', () => {
  it('AUC is the share of pairs in the right order, ties by half', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ score, label }), { minLength: 2, maxLength: 60 }), (rows: Scored[]) => {
        const [ones, zeros] = [rows.filter((row) => row.label === 1), rows.filter((row) => row.label === 0)];
        fc.pre(ones.length > 0 && zeros.length > 0);
        const pairs = ones.flatMap((one) => zeros.map((zero) => (Math.sign(one.score - zero.score) + 1) / 2));
        expect(auc(rows)).toBeCloseTo(pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length, 9);
      }),
    );
  });

  it('Brier and log loss are what they are by hand; certainty that was wrong stays finite', () => {
    const figures = figuresOf([
      { score: 0.8, label: 1 },
      { score: 0.4, label: 0 },
    ]);
    expect(figures.brier).toBeCloseTo((0.04 + 0.16) / 2, 9);
    expect(figures.logLoss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 9);
    expect(figuresOf([{ score: 0, label: 1 }]).logLoss).toBeLessThan(25);
  });
});

/** `sharp`: how much of the truth the candidate knows. */
const pairs = (count: number, sharp: number): Pair[] => {
  const random = randomFor(1, 'pairs', count);
  return Array.from({ length: count }, () => {
    const truth = random.next();
    const candidate = 0.5 + (truth - 0.5) * sharp;
    return { current: 0.5 + (truth - 0.5) * 0.3, candidate, label: random.chance(truth) ? 1 : 0 };
  });
};
const seeded = () => randomFor(2, 'bootstrap').next;

describe('a new model beside the current one', () => {
  it('is better when it gains the margin, beyond chance', () => {
    const verdict = compareModels(pairs(4_000, 0.9), 0.002, seeded());
    expect(verdict.better).toBe(true);
    expect(verdict.gain.low).toBeGreaterThan(0);
    expect(verdict.gain.low).toBeLessThan(verdict.gain.mean);
    expect(verdict.gain.high).toBeGreaterThan(verdict.gain.mean);
  });

  it('is not when it is the same, worse, gains less than the margin, or may gain by chance', () => {
    expect(compareModels(pairs(4_000, 0.3), 0.002, seeded()).better).toBe(false);
    expect(compareModels(pairs(4_000, 0), 0.002, seeded()).better).toBe(false);
    expect(compareModels(pairs(4_000, 0.9), 0.5, seeded()).reason).toContain('less than the margin');
    const few: Pair[] = [
      { current: 0.5, candidate: 0.9, label: 1 },
      { current: 0.5, candidate: 0.6, label: 0 },
    ];
    expect(compareModels(few, 0.002, seeded()).reason).toContain('may be chance');
  });

  it('is not when it cannot be judged at all', () => {
    expect(compareModels([], 0.002, seeded()).better).toBe(false);
  });
});

describe('tar archives', () => {
  it('give back what was put in, whatever it is', () => {
    const files = fc.dictionary(
      fc.stringMatching(/^[a-z][a-z._/-]{0,60}$/),
      fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(files, (given) => {
        expect(Object.fromEntries(unpackTar(packTar(given)))).toEqual({ ...given });
      }),
    );
  });

  it('that are cut off are refused', () => {
    const archive = packTar({ 'model.json': Buffer.alloc(5_000) });
    expect(() => unpackTar(archive.subarray(0, 3_000))).toThrow(/cut off/);
  });
});

describe('a training set', () => {
  const recipe = {
    programId: 'p',
    positive: ['left', "o'ther"],
    labelDays: 30,
    trainDays: 180,
    evaluationDays: 30,
    onlyContacted: false,
  };

  it('learns from earlier days than it is judged by, and from none whose label is still open', () => {
    const { training, evaluation } = periods(recipe, '2026-11-22');
    expect(training).toEqual({ from: '2026-02-25', to: '2026-08-24' });
    expect(evaluation).toEqual({ from: '2026-09-23', to: '2026-10-23' });
  });

  it('shares no outcome with what it is judged by, on any day: its last label is known when evaluation begins', () => {
    const days = fc.integer({ min: 1, max: 200 });
    const anyRecipe = fc.record({ labelDays: days, trainDays: days, evaluationDays: days });
    const when = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
    fc.assert(
      fc.property(anyRecipe, when, (lengths, date) => {
        const day = date.toISOString().slice(0, 10);
        const { training, evaluation } = periods(lengths, day);
        expect(at(training.to) + lengths.labelDays).toBeLessThanOrEqual(at(evaluation.from));
        expect(at(evaluation.to) + lengths.labelDays).toBeLessThanOrEqual(at(day));
        expect(at(training.to) - at(training.from)).toBe(lengths.trainDays);
        expect(at(evaluation.to) - at(evaluation.from)).toBe(lengths.evaluationDays);
      }),
    );
  });

  it('quotes what it is given', () => {
    expect(trainingQuery(recipe, { from: '2026-01-01', to: '2026-02-01' })).toContain("IN ('left', 'o''ther')");
  });

  it('has its own job and version, the same for the same execution, within SageMaker’s rules', () => {
    const training = { modelId: 'review-propensity-v2', day: '2026-11-22', execution: 'arn:1' };
    expect(newVersion(training)).toBe(newVersion({ ...training }));
    expect(newVersion(training)).not.toBe(newVersion({ ...training, execution: 'arn:2' }));
    expect(jobName(training)).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
  });
});
