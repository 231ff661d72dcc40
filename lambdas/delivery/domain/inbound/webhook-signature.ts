import { createHmac, timingSafeEqual } from 'node:crypto';

type Signed = { url: string; parameters: URLSearchParams; signature: string };

/**
 * Whether a webhook is the SMS service's: HMAC-SHA1 by the account's token over the URL and each form parameter's name and
 * value, sorted by name, in base64; compared in constant time. https://www.twilio.com/docs/usage/security
 * @param signed `url`: as the service called it, query included; `signature`: header X-Twilio-Signature
 */
export const isSignedWebhook = (authToken: string, { url, parameters, signature }: Signed): boolean => {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const text = url + sorted.map(([name, value]) => name + value).join('');
  const expected = Buffer.from(createHmac('sha1', authToken).update(text, 'utf8').digest('base64'));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
};
