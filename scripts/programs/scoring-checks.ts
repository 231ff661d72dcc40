// Does a program's scoring agree with itself and with the model it names?

import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import type { Finding } from './problem.ts';

/** The part of a scoring model's section that every kind of program has. */
type ScoringModel = {
  modelId: string;
  endpoint: string;
  fallback: string;
  features: readonly string[];
  bands: { high: number; medium: number };
};
/** The features.json of models/<modelId>, if there is one. */
export type ModelSpecs = (modelId: string) => ModelSpec | undefined;

const modelChecks = (section: string, scoringModel: ScoringModel, model: ModelSpec | undefined): Finding[] => {
  const { modelId, endpoint, features, bands } = scoringModel;
  const found: Finding[] = [];
  if (bands.medium >= bands.high)
    found.push({
      path: [section, 'bands'],
      what: `bands.medium (${bands.medium}) is not below bands.high (${bands.high})`,
      right: 'Both are lower bounds: write, for example, { high: 0.7, medium: 0.4 }',
    });
  if (endpoint.startsWith('constant://') && features.length === 0) return found;
  if (!model)
    return [
      ...found,
      {
        path: [section, 'modelId'],
        what: `models/${modelId}/features.json does not exist`,
        right: 'Name a model that lies in models/, or score with constant://<score> and features: []',
      },
    ];
  const wanted = model.features.map(({ name }) => name);
  if (features.join() !== wanted.join())
    found.push({
      path: [section, 'features'],
      what: `features are not those of models/${modelId}/features.json`,
      right: `Write features: [${wanted.join(', ')}]`,
    });
  if (endpoint.startsWith('model://') && endpoint !== `model://${modelId}`)
    found.push({
      path: [section, 'endpoint'],
      what: `endpoint is ${endpoint}, but modelId is "${modelId}"`,
      right: `Write endpoint: model://${modelId}`,
    });
  return found;
};

const constantChecks = (section: string, scoringModel: ScoringModel): Finding[] =>
  (['endpoint', 'fallback'] as const).flatMap((key) => {
    const [scheme, score = ''] = scoringModel[key].split('://');
    if (scheme !== 'constant' || (score.trim() !== '' && Number(score) >= 0 && Number(score) <= 1)) return [];
    return [
      {
        path: [section, key],
        what: `${scoringModel[key]} is no score`,
        right: 'Write a number from 0 to 1, such as constant://0.5',
      },
    ];
  });

/** Everything about a scoring model that a schema can't say. `section`: the key under which it stands. */
export const scoringChecks = (section: string, scoringModel: ScoringModel, models: ModelSpecs): Finding[] => [
  ...modelChecks(section, scoringModel, models(scoringModel.modelId)),
  ...constantChecks(section, scoringModel),
];
