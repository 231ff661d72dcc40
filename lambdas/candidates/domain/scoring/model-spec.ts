/**
 * Where a feature comes from, and the value that stands in for a missing one: an entity's feature group, or (`event`) what the
 * candidate itself brings along as a number among its attributes.
 */
type FeatureSpec = { name: string; entity: 'customer' | 'product' | 'event'; group: string; default: number };

/** A bin of scores, and the 95 % interval of what came true in it on data the model had not seen. */
type CalibrationBin = { from: number; to: number; low: number; high: number };

/** `features.json` of a model: the order of `features` is the order of the model's columns. */
export type ModelSpec = { modelId: string; version: string; features: FeatureSpec[]; calibration?: CalibrationBin[] };
