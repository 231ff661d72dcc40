import { createHash } from 'node:crypto';
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';

/**
 * Whether a customer belongs to the share of a program that is recorded and not contacted. Stable: the same customer is
 * always in or always out, until the salt changes. Urgent service messages spare nobody for an experiment.
 */
export const inHoldout = (
  { holdout, purpose, priority }: DeliveryRules,
  programId: string,
  customerId: string,
): boolean => {
  if (!holdout || (purpose === 'service' && priority === 'urgent')) return false;
  const digest = createHash('sha256')
    .update(JSON.stringify([holdout.salt, programId, customerId]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32 < holdout.share;
};
