import * as z from 'zod';
import { echoOf, isoTime } from './echo.ts';
import { type ParsedReceipt, type ReportedStatus, refusedReceipt } from './receipt.ts';

const textEvent = z.object({
  eventType: z.string(),
  eventTimestamp: z.number(),
  messageId: z.string().min(1),
  context: z.record(z.string(), z.string()).nullish(),
  totalMessageParts: z.number().int().nonnegative().nullish(),
  totalMessagePrice: z.number().nonnegative().nullish(),
  totalCarrierFee: z.number().nonnegative().nullish(),
});
type TextEvent = z.infer<typeof textEvent>;

/**
 * Event types of End User Messaging and what they mean for us. `TEXT_SUCCESSFUL`: the carrier took it; only
 * `TEXT_DELIVERED` says that it arrived. https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html
 */
const statuses: Record<string, ReportedStatus> = {
  TEXT_PENDING: 'accepted',
  TEXT_QUEUED: 'accepted',
  TEXT_SUCCESSFUL: 'sent',
  TEXT_DELIVERED: 'delivered',
  TEXT_INVALID: 'failed',
  TEXT_INVALID_MESSAGE: 'failed',
  TEXT_UNREACHABLE: 'failed',
  TEXT_CARRIER_UNREACHABLE: 'failed',
  TEXT_BLOCKED: 'failed',
  TEXT_CARRIER_BLOCKED: 'failed',
  TEXT_SPAM: 'failed',
  TEXT_UNKNOWN: 'failed',
  TEXT_TTL_EXPIRED: 'failed',
  TEXT_PROTECT_BLOCKED: 'failed',
};

/** Reads an SMS event of End User Messaging, as it is inside the SNS message. @param event parsed JSON */
export const parseTextEvent = (event: unknown): ParsedReceipt => {
  const parsed = textEvent.safeParse(event);
  if (!parsed.success) return refusedReceipt('not-a-text-event');
  const { eventType, eventTimestamp, messageId, context } = parsed.data;
  const status = Object.hasOwn(statuses, eventType) ? statuses[eventType] : undefined;
  if (!status) return refusedReceipt('unknown-event-type');
  const at = isoTime(eventTimestamp);
  if (!at) return refusedReceipt('time-out-of-range');
  const receipt = {
    provider: 'end-user-messaging' as const,
    ...echoOf(context?.notificationId, context?.attempt),
    ...{ providerMessageId: messageId, status, at },
    ...(status === 'failed' && { code: eventType }),
    ...(eventType === 'TEXT_INVALID' && { suppress: 'invalid' as const }),
    ...costOf(parsed.data),
  };
  return { kind: 'receipt', receipt };
};

/** What the carriers charge: price and fee, both for all parts, in US dollars. */
const costOf = ({ totalMessageParts, totalMessagePrice, totalCarrierFee }: TextEvent) => {
  const usd = (totalMessagePrice ?? 0) + (totalCarrierFee ?? 0);
  const cost = { ...(totalMessageParts && { parts: totalMessageParts }), ...(usd > 0 && { usd }) };
  return Object.keys(cost).length > 0 ? { cost } : {};
};
