// Events as the service publishes them; shape: facts of AWS in the steering repository.
// https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html

import { textParts } from '../kit/text-parts.ts';
import type { TextMessage } from './text-message.ts';

/** For each event type: its usual delay in ms, whether it ends the message, and the service's words for it. */
const EVENTS: Record<string, [delayMs: number, isFinal: boolean, words: string]> = {
  TEXT_PENDING: [10, false, 'Message is pending'],
  TEXT_QUEUED: [20, false, 'Message has been queued'],
  TEXT_SENT: [40, false, 'Message has been sent to the carrier'],
  TEXT_SUCCESSFUL: [80, false, 'Message has been accepted by phone carrier'],
  TEXT_DELIVERED: [200, true, 'Message has been accepted by phone'],
  TEXT_INVALID: [100, true, 'Phone number is invalid'],
  TEXT_INVALID_MESSAGE: [100, true, 'Message body is invalid'],
  TEXT_UNREACHABLE: [200, true, 'Phone is currently unreachable/unavailable'],
  TEXT_CARRIER_UNREACHABLE: [200, true, 'Phone carrier is currently unreachable/unavailable'],
  TEXT_BLOCKED: [100, true, 'Phone is blocking messages or has opted out'],
  TEXT_CARRIER_BLOCKED: [200, true, 'Phone carrier has blocked this message'],
  TEXT_SPAM: [200, true, 'Message was reported as spam'],
  TEXT_UNKNOWN: [200, true, 'Message delivery status is unknown'],
  TEXT_TTL_EXPIRED: [200, true, 'Message was not delivered before its time to live'],
  TEXT_PROTECT_BLOCKED: [50, true, 'Message was blocked by the protect configuration'],
};
const USUAL = ['TEXT_QUEUED', 'TEXT_SUCCESSFUL', 'TEXT_DELIVERED'];
const PRICE_A_PART = 0.005_81;
const CARRIER_FEE_A_PART = 0.003;

export type ComingEvent = { message: TextMessage; type: string; delayMs: number };

/** Everything the service will tell about a message. */
export const comingEvents = (message: TextMessage): ComingEvent[] =>
  (message.receipts ?? USUAL).map((receipt) => {
    const { type, delayMs } = typeof receipt === 'string' ? { type: receipt, delayMs: undefined } : receipt;
    return { message, type, delayMs: delayMs ?? EVENTS[type]?.[0] ?? 0 };
  });

/** One event that happens at `now` (milliseconds since 1970). */
export const eventBody = ({ message, type }: ComingEvent, now: number) => {
  const { encoding, parts } = textParts(message.body);
  return {
    eventType: type,
    eventVersion: '1.0',
    eventTimestamp: now,
    isFinal: EVENTS[type]?.[1] ?? false,
    originationPhoneNumber: message.from,
    destinationPhoneNumber: message.to,
    isoCountryCode: message.to.startsWith('+1') ? 'US' : undefined,
    mcc: '310',
    mnc: '800',
    carrierName: 'Local Carrier',
    messageId: message.id,
    messageRequestTimestamp: message.at,
    messageEncoding: encoding,
    messageType: message.type,
    messageStatus: type.replace(/^TEXT_/, ''),
    messageStatusDescription: EVENTS[type]?.[2] ?? type,
    context: message.context,
    totalMessageParts: parts,
    totalMessagePrice: parts * PRICE_A_PART,
    totalCarrierFee: parts * CARRIER_FEE_A_PART,
  };
};
