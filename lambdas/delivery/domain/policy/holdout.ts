import { createHash } from 'node:crypto';
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';

/**
 * Whether a customer belongs to the share of a program that is recorded and not contacted. Stable: the same customer is
 * always in or always out, until the salt changes. Critical messages are sent to everybody: no experiment is worth them.
 */
export const inHoldout = (
  { holdout, purpose, priority }: DeliveryRules,
  programId: string,
  { customerId, critical = purpose === 'service' && priority === 'urgent' }: { customerId: string; critical?: boolean },
): boolean => {
  if (!holdout || critical) return false;
  const digest = createHash('sha256')
    .update(JSON.stringify([holdout.salt, programId, customerId]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32 < holdout.share;
};
