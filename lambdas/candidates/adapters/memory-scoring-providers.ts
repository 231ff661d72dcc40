import { NotFoundError, TransientError } from '../../shared/errors.ts';
import type { ModelSpec } from '../domain/scoring/model-spec.ts';
import { parseXgboostModel, predict } from '../domain/scoring/trees.ts';
import type { ScoringProvider, ScoringProviders } from '../ports.ts';
import { constantScoringProvider } from './constant-scoring-provider.ts';

/** `model`: XGBoost's JSON, needed for `model://` only. */
export type MemoryModel = { spec: ModelSpec; model?: unknown };

const modelProvider = ({ spec, model }: MemoryModel): ScoringProvider => {
  const trees = parseXgboostModel(model);
  return { version: spec.version, score: async (rows) => [...predict(trees, rows)] };
};

/**
 * The fake of ScoringProviders: models in hand, and providers for whole endpoints (`sagemaker://…`). An endpoint that
 * isn't given is away, so that the program's fallback scores.
 */
export const memoryScoringProviders = (given: {
  models?: readonly MemoryModel[];
  endpoints?: Readonly<Record<string, ScoringProvider>>;
}): ScoringProviders => {
  const models = new Map((given.models ?? []).map((model) => [model.spec.modelId, model]));
  const opened = new Map<string, ScoringProvider>();
  const needModel = (modelId: string): MemoryModel => {
    const found = models.get(modelId);
    if (found) return found;
    throw new NotFoundError(`There is no model "${modelId}"`, { whatToDo: 'Put it into models/, or name another.' });
  };
  const openNew = (endpoint: string): ScoringProvider => {
    const [scheme, name = ''] = endpoint.split('://');
    const provider = given.endpoints?.[endpoint];
    if (provider) return provider;
    if (scheme === 'model') return modelProvider(needModel(name));
    if (scheme === 'constant') return constantScoringProvider(name);
    throw new TransientError(`${endpoint} is not here`, { whatToDo: 'The fallback scores in its place.' });
  };
  return {
    spec: async (modelId) => needModel(modelId).spec,
    open: async (endpoint) => {
      const provider = opened.get(endpoint) ?? openNew(endpoint);
      opened.set(endpoint, provider);
      return provider;
    },
  };
};
