import { createHash } from 'node:crypto';
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import type { Notification } from '../notification/notification.ts';

/**
 * Whether the holdout spares a message, so that it is no part of the experiment: it says itself whether it is critical; one
 * that says nothing is when it is an urgent service message.
 */
export const isSpared = ({
  purpose,
  priority,
  critical = purpose === 'service' && priority === 'urgent',
}: Pick<Notification, 'purpose' | 'priority' | 'critical'>): boolean => critical;

/**
 * Whether a customer belongs to the share of a program that is recorded and not contacted. Stable: the same customer is
 * always in or always out, until the salt changes. Critical messages are sent to everybody: no experiment is worth them.
 */
export const inHoldout = (
  { holdout, purpose, priority }: DeliveryRules,
  programId: string,
  { customerId, critical }: Pick<Notification, 'customerId' | 'critical'>,
): boolean => {
  if (!holdout || isSpared({ purpose, priority, ...(critical !== undefined && { critical }) })) return false;
  const digest = createHash('sha256')
    .update(JSON.stringify([holdout.salt, programId, customerId]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32 < holdout.share;
};
