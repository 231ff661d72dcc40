import * as z from 'zod';
import { documentClient, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { addressHasher } from '../adapters/address-hasher.ts';
import { dynamodbPolicyStore } from '../adapters/dynamodb-policy-store.ts';
import { statusStream } from '../adapters/kinesis-status-stream.ts';
import { createSmsWebhook } from '../handlers/sms-webhook.ts';

const name = z.string().min(1);
const environment = z.object({
  TABLE_POLICY: name,
  SECRET_CONTACT_HASH: name,
  SECRET_SMS_SERVICE: name,
  STREAM_SMS_STATUS: name,
  PAGES_URL: z.url(),
});
const account = z.object({ authToken: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  // STOP and START touch no notification.
  const tables = { policy: env.TABLE_POLICY, notifications: '' };
  return createSmsWebhook({
    policies: dynamodbPolicyStore({ document: documentClient(), tables }),
    hasher: addressHasher(() => secrets.read(env.SECRET_CONTACT_HASH)),
    stream: statusStream(env.STREAM_SMS_STATUS),
    authToken: async (options) =>
      account.parse(JSON.parse(await secrets.read(env.SECRET_SMS_SERVICE, options))).authToken,
    baseUrl: env.PAGES_URL,
    ...{ clock, metrics },
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
