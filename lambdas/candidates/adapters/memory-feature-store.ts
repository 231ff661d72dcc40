import type { FeatureStore } from '../ports.ts';

/** One item of the feature store. `entity`: `<entity>#<id>`, as in table `features`. */
export type FeatureGroup = { entity: string; featureGroup: string; values: Readonly<Record<string, number>> };

/** The fake of FeatureStore. */
export const memoryFeatureStore = (groups: readonly FeatureGroup[]): FeatureStore => {
  const byKey = new Map(groups.map(({ entity, featureGroup, values }) => [`${featureGroup}|${entity}`, values]));
  return {
    fetch: async (keys) => {
      const fetched = new Map<string, Record<string, number>>();
      for (const { entity, id, group } of keys) {
        const name = `${entity}#${id}`;
        const values = byKey.get(`${group}|${name}`);
        if (values) fetched.set(name, { ...fetched.get(name), ...values });
      }
      return fetched;
    },
  };
};
