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
import { createReceiveSms } from '../handlers/receive-sms.ts';

const name = z.string().min(1);
const environment = z.object({ TABLE_POLICY: name, SECRET_CONTACT_HASH: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const clock = systemClock;
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const hasher = addressHasher(() => secrets.read(env.SECRET_CONTACT_HASH));
  // STOP and START touch no notification.
  const tables = { policy: env.TABLE_POLICY, notifications: '' };
  const policies = dynamodbPolicyStore({ document: documentClient(), tables });
  return createReceiveSms({ policies, hasher, clock, metrics });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
