import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { Risk } from '../domain/issue-case.ts';
import { riskConfidence, topContributions } from '../domain/risk-confidence.ts';
import type { Assessment, RiskScorer } from '../ports.ts';
import { createGuardedScore, type Guarded, type GuardedDeps, type Model } from './guarded-score.ts';

/**
 * Churn risk by the program's two models (lambdas/candidates): with what event and telemetry say, and without; both within their
 * time budgets, at once. What moved the score is explained where the model is at hand (`model://`, also behind `sagemaker://`).
 */
export const modelRiskScorer = (deps: GuardedDeps): RiskScorer => {
  const score = createGuardedScore(deps);
  return {
    groups: async ({ scoringModel, baselineModel }) => {
      const groups = await Promise.all([scoringModel, baselineModel].map((model) => groupsOf(deps, model)));
      return [...new Set(groups.flat())];
    },
    assess: async (request) => {
      const { scoringModel, baselineModel } = request.program;
      const [current, baseline] = await Promise.all([score(scoringModel, request), score(baselineModel, request)]);
      const top = await topOf(deps, scoringModel, current);
      return assessmentOf(current, baseline, top);
    },
  };
};

/** Customer groups that a model's features come from. @throws when its description cannot be read */
const groupsOf = async ({ providers }: GuardedDeps, model: Model): Promise<string[]> => {
  if (model.features.length === 0) return [];
  const spec = await providers.spec(model.modelId);
  await warmUp(
    providers,
    model,
    spec.features.map((feature) => feature.default),
  );
  return spec.features.flatMap(({ entity, group }) => (entity === 'customer' ? [group] : []));
};

/** Opens a model and lets it explain one row, so that the first event does not wait for that. The budget guards what fails. */
const warmUp = async (providers: GuardedDeps['providers'], { endpoint }: Model, row: readonly number[]) => {
  if (!endpoint.startsWith('model://')) return;
  const provider = await providers.open(endpoint).catch(() => undefined);
  provider?.explain?.(row);
};

/** Never worth an error: a case without reasons is still a case. */
const topOf = async ({ providers }: GuardedDeps, model: Model, scored: Guarded): Promise<Risk['top']> => {
  const { vector, provider } = scored;
  if (vector.row.length === 0) return [];
  try {
    const explained = provider.explain ? provider : await providers.open(`model://${model.modelId}`);
    const contributions = explained.explain?.(vector.row);
    return contributions ? topContributions(vector.byName, contributions.values) : [];
  } catch (error) {
    logger.warn('score not explained', { modelId: model.modelId, cause: messageOf(error) });
    return [];
  }
};

const assessmentOf = (current: Guarded, baseline: Guarded, top: Risk['top']): Assessment => {
  const both = [current, baseline];
  const fallback = both.some((one) => one.fallback);
  const count = (of: (one: Guarded) => number) => both.reduce((sum, one) => sum + of(one), 0);
  const confidence = riskConfidence({
    fallback,
    defaulted: count(({ vector }) => vector.defaulted.length),
    features: count(({ vector }) => vector.row.length),
    score: { value: current.value, calibration: current.spec?.calibration },
    baseline: { value: baseline.value, calibration: baseline.spec?.calibration },
  });
  const risk: Risk = {
    ...{ score: current.value, baseline: baseline.value, ratio: ratioOf(current.value, baseline.value), confidence },
    ...{ modelVersion: current.modelVersion, scoredBy: current.scoredBy, fallback: current.fallback, top },
  };
  return { risk, features: current.inputs.byName, defaulted: current.inputs.defaulted, fallback };
};

/** A baseline near nothing would make any ratio: at most 1,000. */
const ratioOf = (score: number, baseline: number): number => score / Math.max(baseline, score / 1_000, Number.EPSILON);
