import { expect, it } from 'vitest';
import { webhookSignature } from './signature.ts';

// The example of Twilio's documentation: https://www.twilio.com/docs/usage/security
it('signs as the documentation shows', () => {
  const parameters = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  expect(webhookSignature('12345', url, parameters)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
});
