// Arbitraries for property tests over the life of a notification.
import * as fc from 'fast-check';
import type { NotificationEvent } from '../../lambdas/delivery/domain/notification/notification-event.ts';
import type { Receipt } from '../../lambdas/delivery/domain/receipts/receipt.ts';

const start = Date.parse('2026-11-21T09:40:00.000Z');
/** Seconds after `aNotification` was queued, as ISO 8601. */
export const eventTime = (seconds: number): string => new Date(start + seconds * 1_000).toISOString();
const trouble = { code: 'x', message: 'm' };

/** Receipts about one of the first attempts. */
export const receiptsOf = (attempts: number) =>
  fc.record({
    provider: fc.constant('end-user-messaging' as const),
    attempt: fc.integer({ min: 1, max: attempts }),
    status: fc.constantFrom<Receipt['status'][]>(
      'accepted',
      'sent',
      'delivered',
      'failed',
      'delayed',
      'opened',
      'clicked',
    ),
    at: fc.integer({ min: 0, max: 5 }).map(eventTime),
    code: fc.constantFrom('A', 'B'),
  });

/** What can happen to a notification, possible in its state or not. */
export const notificationEvents = fc.oneof(
  fc.constant<NotificationEvent>({ kind: 'release', dueBy: eventTime(1e6) }),
  fc.constant<NotificationEvent>({ kind: 'claim', provider: 'sms-service', leaseUntil: eventTime(60) }),
  fc
    .integer({ min: 1, max: 4 })
    .map((attempt): NotificationEvent => ({ kind: 'accepted', attempt, providerMessageId: 'm' })),
  fc
    .integer({ min: 1, max: 4 })
    .map((attempt): NotificationEvent => ({ kind: 'transient', attempt, retryAt: eventTime(9), ...trouble })),
  fc.integer({ min: 1, max: 4 }).map((attempt): NotificationEvent => ({ kind: 'permanent', attempt, ...trouble })),
  fc.integer({ min: 1, max: 4 }).map((attempt): NotificationEvent => ({ kind: 'no-answer', attempt, ...trouble })),
  fc.constant<NotificationEvent>({ kind: 'postpone', until: eventTime(99), reason: 'slot' }),
  fc
    .constantFrom('suppressed' as const, 'expired' as const, 'cancelled' as const)
    .map((to): NotificationEvent => ({ kind: 'refuse', to, reason: 'r' })),
  receiptsOf(4).map((receipt): NotificationEvent => ({ kind: 'receipt', receipt })),
  fc.constant<NotificationEvent>({ kind: 'replay' }),
);
