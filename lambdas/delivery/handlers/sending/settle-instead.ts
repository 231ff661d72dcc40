import { customerHash, logger } from '../../../shared/logger.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { NotificationEvent } from '../../domain/notification/notification-event.ts';
import { advance } from '../../domain/notification/transitions.ts';
import { updateNotification } from '../update-notification.ts';
import type { Sending } from './send-deps.ts';

/** Writes down what happens to a queued message instead of an attempt. What somebody else made of it meanwhile stays. */
export const settleInstead = async (
  sending: Sending,
  seen: Notification,
  event: NotificationEvent,
): Promise<undefined> => {
  const { ledger, clock, pause } = sending;
  const decide = (stored: Notification) =>
    stored.state === 'queued' && stored.provider === seen.provider
      ? advance(stored, event, clock.now().toISOString())
      : ({ kind: 'unchanged' } as const);
  const updated = await updateNotification(ledger, seen.id, decide, { seen, ...(pause && { pause }) });
  logger.info('not sent', {
    notificationId: seen.id,
    programId: seen.programId,
    customer: customerHash(seen.customerId),
    event: event.kind,
    state: updated.kind === 'saved' ? updated.next.state : updated.kind,
    ...(updated.kind === 'saved' && { reason: updated.next.reason }),
  });
};
