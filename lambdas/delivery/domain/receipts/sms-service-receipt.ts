import * as z from 'zod';
import { echoOf, isoTime } from './echo.ts';
import { type ParsedReceipt, type Receipt, type ReportedStatus, refusedReceipt } from './receipt.ts';

/** The fields of the status callback that matter, and what our callback URL echoes. */
export const statusCallback = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().min(1).max(32),
  ErrorCode: z.string().max(16).optional(),
  notificationId: z.string().max(64).optional(),
  attempt: z.string().max(8).optional(),
});

/** Statuses of the SMS service (facts: partners). `read`: it must have arrived. */
const statuses: Record<string, ReportedStatus> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/** Error codes after which the number is not to be used again (facts: partners). */
const suppressed: Record<string, NonNullable<Receipt['suppress']>> = {
  '21211': 'invalid',
  '21610': 'stop',
  '30005': 'invalid',
  '30006': 'invalid',
};

/**
 * Reads a status callback of the SMS service. It carries no time.
 * @param callback form fields and echo @param receivedAt ISO 8601, when it came
 */
export const parseStatusCallback = (callback: unknown, receivedAt: string): ParsedReceipt => {
  const parsed = statusCallback.safeParse(callback);
  if (!parsed.success) return refusedReceipt('not-a-status-callback');
  const { MessageSid, MessageStatus, ErrorCode, notificationId, attempt } = parsed.data;
  const status = Object.hasOwn(statuses, MessageStatus) ? statuses[MessageStatus] : undefined;
  if (!status) return refusedReceipt('unknown-status');
  const at = isoTime(receivedAt);
  if (!at) return refusedReceipt('time-out-of-range');
  const suppress = status === 'failed' && ErrorCode && Object.hasOwn(suppressed, ErrorCode) && suppressed[ErrorCode];
  const receipt: Receipt = {
    provider: 'sms-service',
    ...echoOf(notificationId, attempt),
    ...{ providerMessageId: MessageSid, status, at },
    ...(status === 'failed' && { code: ErrorCode || MessageStatus }),
    ...(suppress && { suppress }),
  };
  return { kind: 'receipt', receipt };
};
