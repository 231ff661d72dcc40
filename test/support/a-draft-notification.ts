import { randomUUID } from 'node:crypto';
import type { Notification } from '../../lambdas/delivery/domain/notification/notification.ts';
import { aNotificationRequest } from './a-notification-request.ts';

const at = '2026-11-20T17:00:00.000Z';

/** A message of a customer of its own, as the gate writes one that may go now. */
export const aDraftNotification = (overrides: Partial<Notification> = {}): Notification => ({
  ...aNotificationRequest({ customerId: randomUUID(), channel: 'email', address: 'fan@example.com' }),
  id: randomUUID().replaceAll('-', ''),
  programId: 'product-reviews',
  programHash: 'h1',
  templateHash: 't1',
  purpose: 'marketing',
  priority: 'bulk',
  addressHash: 'not-suppressed',
  state: 'queued',
  provider: 'ses',
  attempts: [],
  createdAt: at,
  updatedAt: at,
  dueAt: at,
  revision: 1,
  date: { queued: at },
  ...overrides,
});
