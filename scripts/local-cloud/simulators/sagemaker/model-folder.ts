import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseXgboostModel, type TreeModel } from '../../../../lambdas/candidates/domain/scoring/trees.ts';

/** Opens the model an endpoint serves; undefined when there is none. Never leaves the folder. */
export type OpenModel = (endpoint: string) => Promise<TreeModel | undefined>;

const ENDPOINT_NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/; // SageMaker's own rule for endpoint names

/** Models in `<folder>/<modelId>/model.json`; an endpoint is named as its model. A file that changed is read again. */
export const modelFolder = (folder: string): OpenModel => {
  const opened = new Map<string, { changedAt: number; model: TreeModel }>();
  return async (endpoint) => {
    if (!ENDPOINT_NAME.test(endpoint)) return undefined;
    const file = join(folder, endpoint, 'model.json');
    const changedAt = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (changedAt === undefined) return undefined;
    const known = opened.get(endpoint);
    if (known?.changedAt === changedAt) return known.model;
    const model = parseXgboostModel(JSON.parse(await readFile(file, 'utf8')));
    opened.set(endpoint, { changedAt, model });
    return model;
  };
};
