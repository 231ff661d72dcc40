import type { Objects } from '../../shared/aws/s3-objects.ts';
import type { ModelSpec } from '../domain/scoring/model-spec.ts';
import { type Explain, explainer } from '../domain/scoring/tree-contributions.ts';
import { parseXgboostModel, predict } from '../domain/scoring/trees.ts';
import type { ScoringProvider } from '../ports.ts';
import { modelFile } from './model-files.ts';

/**
 * `model://<modelId>`: gradient-boosted trees evaluated in this process, from the version's `model.json`.
 * @param version of the registry; left out: the model deployed with the code
 * @throws NotFoundError when the bucket has no such model
 */
export const modelScoringProvider = async (
  objects: Objects,
  spec: ModelSpec,
  version?: string,
): Promise<ScoringProvider> => {
  const model = parseXgboostModel(await modelFile(objects, { modelId: spec.modelId, version, name: 'model.json' }));
  let explain: Explain | undefined;
  return {
    version: spec.version,
    score: async (rows) => [...predict(model, rows)],
    // Batches are not explained: what it takes is prepared when the first asks.
    explain: (row) => {
      explain ??= explainer(model);
      return explain(row);
    },
  };
};
