// What Herald shows to the simulators as its keys. No secrets: they open nothing but servers on the loopback address.

/** As the values in Secrets Manager (docs/architecture.md): SECRET_SMS_SERVICE, SECRET_DISCOVERY, SECRET_BITLY, SECRET_SUPPORT. */
export const simulatedSecrets = {
  smsService: { accountSid: 'AC00000000000000000000000000000000', authToken: 'local-sms-service-token' },
  discovery: { apiKey: 'local-discovery-key' },
  bitly: { token: 'local-bitly-token' },
  support: {
    email: 'herald@support.example',
    token: 'local-support-token',
    webhookSecret: 'local-support-webhook-secret',
  },
};

/** `aud` of local customers' tokens, and the client id AppSync asks for. */
export const localClientId = 'herald-local';
