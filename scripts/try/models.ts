import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MemoryModel } from '../../lambdas/candidates/adapters/memory-scoring-providers.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';

const folder = fileURLToPath(new URL('../../models/', import.meta.url));

const read = (modelId: string, name: string): unknown => {
  const path = `${folder}${modelId}/${name}`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

/** The models in models/ that a program's scoring may ask for: its own, and those of its endpoint and fallback. */
export const modelsOf = ({ scoringModel }: BatchProgram): MemoryModel[] => {
  const { modelId, endpoint, fallback } = scoringModel;
  const named = [endpoint, fallback].flatMap((text) =>
    text.startsWith('model://') ? [text.slice('model://'.length)] : [],
  );
  return [...new Set([modelId, ...named])].flatMap((id) => {
    const spec = read(id, 'features.json') as MemoryModel['spec'] | undefined;
    return spec ? [{ spec, model: read(id, 'model.json') }] : [];
  });
};
