import { NotFoundError, TransientError } from '../../shared/errors.ts';
import type { ServingChoice } from '../domain/models/serving.ts';
import type { ModelSpec } from '../domain/scoring/model-spec.ts';
import { explainer } from '../domain/scoring/tree-contributions.ts';
import { parseXgboostModel, predict } from '../domain/scoring/trees.ts';
import type { ScoringProvider, ScoringProviders } from '../ports.ts';
import { constantScoringProvider } from './constant-scoring-provider.ts';

/** `model`: XGBoost's JSON, needed for `model://` only. */
export type MemoryModel = { spec: ModelSpec; model?: unknown };

const modelProvider = ({ spec, model }: MemoryModel): ScoringProvider => {
  const trees = parseXgboostModel(model);
  return { version: spec.version, score: async (rows) => [...predict(trees, rows)], explain: explainer(trees) };
};

/**
 * The fake of ScoringProviders: models in hand (several versions of one by their specs; the first is current unless `serving`
 * says otherwise), and providers for whole endpoints (`sagemaker://…`). An endpoint that
 * isn't given is away, so that the program's fallback scores.
 */
export const memoryScoringProviders = (given: {
  models?: readonly MemoryModel[];
  endpoints?: Readonly<Record<string, ScoringProvider>>;
  serving?: Readonly<Record<string, ServingChoice>>;
}): ScoringProviders => {
  const opened = new Map<string, ScoringProvider>();
  const needModel = (modelId: string, asked?: string): MemoryModel => {
    const version = asked ?? given.serving?.[modelId]?.current;
    const found = given.models?.find(
      ({ spec }) => spec.modelId === modelId && (version === undefined || spec.version === version),
    );
    if (found) return found;
    throw new NotFoundError(`There is no model "${modelId}"`, { whatToDo: 'Put it into models/, or name another.' });
  };
  const openNew = (endpoint: string, version?: string): ScoringProvider => {
    const [scheme, name = ''] = endpoint.split('://');
    const provider = given.endpoints?.[endpoint];
    if (provider) return provider;
    if (scheme === 'model') return modelProvider(needModel(name, version));
    if (scheme === 'constant') return constantScoringProvider(name);
    throw new TransientError(`${endpoint} is not here`, { whatToDo: 'The fallback scores in its place.' });
  };
  return {
    serving: async (modelId) => given.serving?.[modelId],
    spec: async (modelId, version) => needModel(modelId, version).spec,
    open: async (endpoint, version) => {
      const name = JSON.stringify([endpoint, version]);
      const provider = opened.get(name) ?? openNew(endpoint, version);
      opened.set(name, provider);
      return provider;
    },
  };
};
