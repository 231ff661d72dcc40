import { createHmac } from 'node:crypto';

/**
 * The header X-Twilio-Signature of a webhook: HMAC-SHA1 by the account's token over the URL and each parameter's name
 * and value, sorted by name; base64. https://www.twilio.com/docs/usage/security#validating-requests
 */
export const webhookSignature = (authToken: string, url: string, parameters: Record<string, string>): string => {
  const sorted = Object.keys(parameters).sort();
  const text = url + sorted.map((name) => name + parameters[name]).join('');
  return createHmac('sha1', authToken).update(text).digest('base64');
};
