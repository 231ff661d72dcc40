import { assembleFeatures, type ModelSpec } from '../../../candidates/index.ts';
import type { TrainingRow } from '../../domain/models/training-row.ts';

/** The decision's own features, in a model's order: values as they were, defaults where it knew none. */
export const vectorOf = ({ customer_id, features }: TrainingRow, { features: wanted }: ModelSpec): number[] => {
  const asIfAllBelonged = { features: wanted.map((one) => ({ ...one, entity: 'customer' as const })) };
  const about = { customerId: customer_id, subject: '' };
  return assembleFeatures(about, asIfAllBelonged, new Map([[`customer#${customer_id}`, features]])).row;
};
