// With the models as they are committed.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { demoEngagement, demoProfile, demoTelemetry } from '../../../scripts/generate/churn/demo-customer.ts';
import { type MemoryModel, memoryScoringProviders, type ScoringProvider } from '../../candidates/index.ts';
import { TransientError } from '../../shared/errors.ts';
import { type ReactiveProgram, reactiveProgramSchema } from '../../shared/programs/reactive-program-schema.ts';
import { modelRiskScorer } from './model-risk-scorer.ts';

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const models = ['churn-risk-v3', 'churn-baseline-v1'].map(
  (id): MemoryModel => ({
    spec: json(`models/${id}/features.json`) as MemoryModel['spec'],
    model: json(`models/${id}/model.json`),
  }),
);
const deployed = reactiveProgramSchema.parse(parse(readFileSync('programs/predictive-issue-resolution.yaml', 'utf8')));
const withEndpoint = (endpoint: string): ReactiveProgram => ({
  ...deployed,
  scoringModel: { ...deployed.scoringModel, endpoint },
});

const crash = { errorType: 'crash', errorCount: 3, timeWindowHours: 24, severity: 'critical', known: true };
const features = { ...demoProfile, ...demoEngagement, ...demoTelemetry };
const request = { program: deployed, customerId: 'C789', attributes: crash, features };

let now = Date.parse('2026-11-22T10:00:00.000Z');
const clock = { now: () => new Date(now) };
const never = () => new Promise<never>(() => undefined);
/** `late`: whether time budgets run out. */
const scorer = ({ remote, late = false }: { remote?: ScoringProvider; late?: boolean } = {}) =>
  modelRiskScorer({
    providers: memoryScoringProviders({ models, endpoints: remote ? { 'sagemaker://churn': remote } : {} }),
    clock,
    alarm: (_milliseconds, ring) => {
      if (late) ring();
      return () => undefined;
    },
  });

describe('the risk of a customer with an error', () => {
  it('is the seed’s example, about: low without the error, several times that with it, and says why', async () => {
    const { risk, features: given, defaulted } = await scorer().assess(request);
    expect(risk.baseline).toBeCloseTo(0.15, 1);
    expect(risk.ratio).toBeGreaterThan(4);
    expect(risk.ratio).toBeCloseTo(risk.score / risk.baseline, 9);
    expect(risk).toMatchObject({ confidence: 'high', fallback: false, scoredBy: 'model://churn-risk-v3' });
    expect(risk.top.slice(0, 2).map(({ feature }) => feature)).toContain('error_severity');
    expect(given).toMatchObject({ error_frequency: 3, error_severity: 4, known_issue: 1, lifetime_value: 5000.55 });
    expect(defaulted).toEqual([]);
  });

  it('of a customer nobody knows stands on defaults, and says so', async () => {
    const { risk, defaulted } = await scorer().assess({ ...request, features: {} });
    expect(risk.confidence).toBe('low');
    expect(defaulted).toHaveLength(21);
  });

  it('asks for the groups that both models read', async () => {
    expect([...(await scorer().groups(deployed))].sort()).toEqual(['engagement', 'profile', 'telemetry']);
  });

  it('by SageMaker is explained by the same model at hand', async () => {
    const remote = { version: 'sagemaker-churn', score: async () => [0.9] };
    const { risk } = await scorer({ remote }).assess({ ...request, program: withEndpoint('sagemaker://churn') });
    expect(risk).toMatchObject({ score: 0.9, modelVersion: 'sagemaker-churn', fallback: false });
    expect(risk.top.length).toBeGreaterThan(0);
  });
});

describe('a model that is away', () => {
  const program = withEndpoint('sagemaker://churn');
  const fallback = { score: 0.5, fallback: true, confidence: 'low', scoredBy: 'constant://0.5', top: [] };

  it('or too slow: the declared fallback scores, and the decision says so', async () => {
    const hanging = { version: 'v', score: never };
    const assessed = await scorer({ remote: hanging, late: true }).assess({ ...request, program });
    expect(assessed).toMatchObject({ risk: fallback, fallback: true });
  });

  it.each([new TransientError('down', { whatToDo: '' }), new RangeError('broken')])(
    'with %s: the same',
    async (error) => {
      const failing = { version: 'v', score: () => Promise.reject(error) };
      expect((await scorer({ remote: failing }).assess({ ...request, program })).risk).toMatchObject(fallback);
    },
  );

  it('leaves in the decision what it was asked with, also while it rests', async () => {
    const failing = { version: 'v', score: () => Promise.reject(new RangeError('broken')) };
    const risks = scorer({ remote: failing });
    const partly = { ...request, program, features: { ...features, crash_free_rate: Number.NaN } };
    for (let event = 0; event < 5; event += 1) {
      const assessed = await risks.assess(partly);
      expect(assessed.risk).toMatchObject(fallback);
      expect(assessed.features).toMatchObject({ error_frequency: 3, lifetime_value: 5000.55 });
      expect(assessed.defaulted).toEqual(['crash_free_rate']);
    }
  });

  it('and of which nothing can be read leaves none', async () => {
    const unknown = { ...program, scoringModel: { ...program.scoringModel, modelId: 'nobody' } };
    const assessed = await scorer().assess({ ...request, program: unknown });
    expect(assessed).toMatchObject({ risk: fallback, features: {}, defaulted: [] });
  });

  it('or answers nonsense: the same', async () => {
    const nonsense = { version: 'v', score: async () => [Number.NaN] };
    expect((await scorer({ remote: nonsense }).assess({ ...request, program })).risk).toMatchObject(fallback);
  });

  it('may be the one the risk is compared with: the risk is the model’s own, the comparison is not', async () => {
    const failing = { version: 'v', score: () => Promise.reject(new RangeError('broken')) };
    const { scoringModel, baselineModel } = deployed;
    const remote = { ...deployed, baselineModel: { ...baselineModel, endpoint: 'sagemaker://churn' } };
    const assessed = await scorer({ remote: failing }).assess({ ...request, program: remote });
    expect(assessed).toMatchObject({ fallback: true, risk: { fallback: false, scoredBy: scoringModel.endpoint } });
  });

  it('is not asked again for half a minute after three failures, then tried once', async () => {
    let calls = 0;
    let works = false;
    const score = async () => {
      calls += 1;
      if (!works) throw new TransientError('down', { whatToDo: '' });
      return [0.9];
    };
    const risks = scorer({ remote: { version: 'v', score } });
    for (let event = 0; event < 5; event += 1) await risks.assess({ ...request, program });
    expect(calls).toBe(3);
    now += 30_000;
    works = true;
    expect((await risks.assess({ ...request, program })).risk).toMatchObject({ score: 0.9, fallback: false });
    expect(calls).toBe(4);
  });
});
