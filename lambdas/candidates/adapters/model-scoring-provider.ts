import type { Objects } from '../../shared/aws/s3-objects.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { parseXgboostModel, predict } from '../domain/scoring/trees.ts';
import type { ScoringProvider } from '../ports.ts';

/**
 * `model://<modelId>`: gradient-boosted trees evaluated in this process, from `models/<modelId>/model.json`.
 * @param version the model's version, from its features.json
 * @throws NotFoundError when the bucket has no such model
 */
export const modelScoringProvider = async (
  objects: Objects,
  modelId: string,
  version: string,
): Promise<ScoringProvider> => {
  const key = `models/${modelId}/model.json`;
  const file = await objects.get(key);
  if (!file) {
    throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, {
      whatToDo: 'Train or copy the model into models/ and apply Terraform, or correct the program’s endpoint.',
    });
  }
  const model = parseXgboostModel(JSON.parse(file.toString()));
  return { version, score: async (rows) => [...predict(model, rows)] };
};
