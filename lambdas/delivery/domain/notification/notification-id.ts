import { hash } from 'node:crypto';
import type { NotificationRequest } from './notification.ts';

type Identity = Pick<NotificationRequest, 'subject' | 'occasion' | 'step' | 'customerId' | 'channel'>;

/**
 * The id of the one message there can be of this kind: the same request has the same id, whenever and by whomever it is
 * made. The contact point is no part of it: a changed number must not double a message.
 * @returns 32 hex digits of a SHA-256
 */
export const notificationId = (programId: string, { subject, occasion, step, customerId, channel }: Identity): string =>
  // As JSON, so that no two lists of fields run together into one text.
  hash('sha256', JSON.stringify([programId, subject, occasion, step, customerId, channel])).slice(0, 32);
