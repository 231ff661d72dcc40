/** Where a feature comes from: an entity's feature group, and the value that stands in for a missing one. */
export type FeatureSpec = { name: string; entity: 'customer' | 'product'; group: string; default: number };

/** `features.json` of a model: the order of `features` is the order of the model's columns. */
export type ModelSpec = { modelId: string; version: string; features: FeatureSpec[] };
