import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignedWebhook = { timestamp: string; body: string; signature: string };

/**
 * Whether a webhook is the support system's: HMAC-SHA256 by the webhook's secret over timestamp and body, base64, compared in
 * constant time. https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export const isSigned = (secret: string, { timestamp, body, signature }: SignedWebhook): boolean => {
  const expected = createHmac('sha256', secret).update(`${timestamp}${body}`, 'utf8').digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const toleranceMs = 5 * 60_000;

/** Whether the signed time is within 5 minutes of now. @param timestamp ISO 8601 */
export const isFresh = (timestamp: string, now: Date): boolean =>
  Math.abs(now.getTime() - Date.parse(timestamp)) <= toleranceMs;
