import { expect, it } from 'vitest';
import { isSignedWebhook } from './webhook-signature.ts';

// The example of the vendor's documentation: https://www.twilio.com/docs/usage/security
const parameters = new URLSearchParams({
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
});
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';

it('takes what the account’s token signed', () => {
  expect(isSignedWebhook('12345', { url, parameters, signature })).toBe(true);
  const reversed = new URLSearchParams([...parameters].reverse());
  expect(isSignedWebhook('12345', { url, parameters: reversed, signature })).toBe(true);
});

it('takes nothing else', () => {
  const changed = new URLSearchParams({ ...Object.fromEntries(parameters), Digits: '1235' });
  expect(isSignedWebhook('12345', { url, parameters: changed, signature })).toBe(false);
  expect(isSignedWebhook('12346', { url, parameters, signature })).toBe(false);
  expect(isSignedWebhook('12345', { url: url.replace('foo=1', 'foo=2'), parameters, signature })).toBe(false);
  for (const forged of ['', 'x', signature.slice(0, 8), `${signature}AA`])
    expect(isSignedWebhook('12345', { url, parameters, signature: forged })).toBe(false);
});
