// Does a program's scoring agree with itself and with the model it names?

import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import type { Finding } from './problem.ts';

const modelChecks = ({ scoringModel }: BatchProgram, model: ModelSpec | undefined): Finding[] => {
  const { modelId, endpoint, features, bands } = scoringModel;
  const found: Finding[] = [];
  if (bands.medium >= bands.high)
    found.push({
      path: ['scoringModel', 'bands'],
      what: `bands.medium (${bands.medium}) is not below bands.high (${bands.high})`,
      right: 'Both are lower bounds: write, for example, { high: 0.7, medium: 0.4 }',
    });
  if (endpoint.startsWith('constant://') && features.length === 0) return found;
  if (!model)
    return [
      ...found,
      {
        path: ['scoringModel', 'modelId'],
        what: `models/${modelId}/features.json does not exist`,
        right: 'Name a model that lies in models/, or score with constant://<score> and features: []',
      },
    ];
  const wanted = model.features.map(({ name }) => name);
  if (features.join() !== wanted.join())
    found.push({
      path: ['scoringModel', 'features'],
      what: `features are not those of models/${modelId}/features.json`,
      right: `Write features: [${wanted.join(', ')}]`,
    });
  if (endpoint.startsWith('model://') && endpoint !== `model://${modelId}`)
    found.push({
      path: ['scoringModel', 'endpoint'],
      what: `endpoint is ${endpoint}, but modelId is "${modelId}"`,
      right: `Write endpoint: model://${modelId}`,
    });
  return found;
};

const constantChecks = ({ scoringModel }: BatchProgram): Finding[] =>
  (['endpoint', 'fallback'] as const).flatMap((key) => {
    const [scheme, score = ''] = scoringModel[key].split('://');
    if (scheme !== 'constant' || (score.trim() !== '' && Number(score) >= 0 && Number(score) <= 1)) return [];
    return [
      {
        path: ['scoringModel', key],
        what: `${scoringModel[key]} is no score`,
        right: 'Write a number from 0 to 1, such as constant://0.5',
      },
    ];
  });

/** Everything about `scoringModel` that a schema can't say. `model`: its features.json, if there is one. */
export const scoringChecks = (program: BatchProgram, model: ModelSpec | undefined): Finding[] => [
  ...modelChecks(program, model),
  ...constantChecks(program),
];
