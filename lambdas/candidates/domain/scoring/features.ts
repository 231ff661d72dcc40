import type { Candidate } from '../candidate.ts';
import type { ModelSpec } from './model-spec.ts';

export type FeatureKey = { entity: 'customer' | 'product'; id: string; group: string };
/** What the feature store gave: numbers by feature name, by `<entity>#<id>`. */
export type FetchedFeatures = ReadonlyMap<string, Readonly<Record<string, number>>>;

/**
 * One candidate's features. `row`: in the order of the model's columns; `byName`: the same for the decision record;
 * `defaulted`: names of those that took the model's default.
 */
export type FeatureVector = { row: number[]; byName: Record<string, number>; defaulted: string[] };

type About = Pick<Candidate, 'customerId' | 'subject'> & Partial<Pick<Candidate, 'attributes'>>;

/** A product's features belong to the candidate's subject. */
const idOf = (candidate: About, { entity }: Pick<FeatureKey, 'entity'>): string =>
  entity === 'customer' ? candidate.customerId : candidate.subject;

/** Which feature groups a chunk needs, without repeats. */
export const featureKeys = (candidates: readonly About[], { features }: Pick<ModelSpec, 'features'>): FeatureKey[] => {
  const groups = new Map<string, Pick<FeatureKey, 'entity' | 'group'>>();
  for (const { entity, group } of features) if (entity !== 'event') groups.set(`${entity}#${group}`, { entity, group });
  const keys = new Map<string, FeatureKey>();
  for (const candidate of candidates)
    for (const { entity, group } of groups.values()) {
      const id = idOf(candidate, { entity });
      keys.set(`${entity}#${group}#${id}`, { entity, id, group });
    }
  return [...keys.values()];
};

/** Puts a candidate's features in the model's order. A missing or non-finite value takes the model's default. */
export const assembleFeatures = (
  candidate: About,
  { features }: Pick<ModelSpec, 'features'>,
  fetched: FetchedFeatures,
): FeatureVector => {
  const customer = fetched.get(`customer#${candidate.customerId}`);
  const product = fetched.get(`product#${candidate.subject}`);
  const sources = { customer, product, event: candidate.attributes };
  const vector: FeatureVector = { row: [], byName: {}, defaulted: [] };
  for (const { name, entity, default: standIn } of features) {
    const found = sources[entity]?.[name];
    const usable = typeof found === 'number' && Number.isFinite(found);
    if (!usable) vector.defaulted.push(name);
    const value = usable ? found : standIn;
    vector.row.push(value);
    vector.byName[name] = value;
  }
  return vector;
};
