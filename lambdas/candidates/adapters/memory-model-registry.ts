import type { ModelVersion, Serving } from '../domain/models/serving.ts';
import type { ModelRegistry } from '../ports.ts';

/** The fake of ModelRegistry. */
export const memoryModelRegistry = (): ModelRegistry => {
  const servings = new Map<string, Serving>();
  const versions = new Map<string, ModelVersion>();
  const keyOf = (modelId: string, version: string) => JSON.stringify([modelId, version]);
  const mark: ModelRegistry['mark'] = async (modelId, version, { state, reason }) => {
    const found = versions.get(keyOf(modelId, version));
    if (!found) throw new Error(`${modelId} ${version} is not registered`);
    versions.set(keyOf(modelId, version), { ...found, state, reason });
  };
  return {
    mark,
    serving: async (modelId) => servings.get(modelId),
    version: async (modelId, version) => versions.get(keyOf(modelId, version)),
    versions: async (modelId) =>
      [...versions.values()]
        .filter((version) => version.modelId === modelId)
        .sort((a, b) => (a.trainedAt < b.trainedAt ? 1 : -1)),
    register: async (version) => {
      const key = keyOf(version.modelId, version.version);
      if (versions.has(key)) return 'known';
      versions.set(key, version);
      return 'registered';
    },
    save: async ({ serving, states, reason }) => {
      const { modelId, revision } = serving;
      if ((servings.get(modelId)?.revision ?? 0) !== revision - 1) return 'conflict';
      if (states.some(({ version }) => !versions.has(keyOf(modelId, version)))) return 'conflict';
      servings.set(modelId, serving);
      for (const { version, state } of states) await mark(modelId, version, { state, reason });
      return 'saved';
    },
  };
};
