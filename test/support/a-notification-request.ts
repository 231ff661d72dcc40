import type { NotificationRequest } from '../../lambdas/delivery/domain/notification/notification.ts';

/** A reminder by SMS that may go at once, with overrides. */
export const aNotificationRequest = (overrides: Partial<NotificationRequest> = {}): NotificationRequest => ({
  customerId: 'customer-1',
  subject: 'event-1',
  occasion: '2026-11-20T18:00:00.000Z',
  step: 'reminder',
  channel: 'sms',
  address: '+12025550123',
  marketplace: 'US',
  locale: 'en-US',
  zone: 'America/New_York',
  templateId: 'sale-reminder',
  variables: {},
  expiresAt: '2026-11-20T18:00:00.000Z',
  ...overrides,
});
