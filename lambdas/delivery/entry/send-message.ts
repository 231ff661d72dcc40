import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { documentClient, s3Client, secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbBreakers } from '../adapters/dynamodb-breakers.ts';
import { dynamodbNotificationLedger } from '../adapters/dynamodb-notification-ledger.ts';
import { dynamodbPauseFlags } from '../adapters/dynamodb-pause-flags.ts';
import { dynamodbPolicyStore } from '../adapters/dynamodb-policy-store.ts';
import { dynamodbRateLimiter } from '../adapters/dynamodb-rate-limiter.ts';
import { linkSigner } from '../adapters/link-signer.ts';
import { messageProviders } from '../adapters/message-providers.ts';
import { s3TemplateStore } from '../adapters/s3-template-store.ts';
import { createSendMessage } from '../handlers/send-message.ts';

const name = z.string().min(1);
const perSecond = z.number().positive().optional();
const environment = z.object({
  TABLE_NOTIFICATIONS: name,
  TABLE_POLICY: name,
  TABLE_LIMITS: name,
  BUCKET_DATA: name,
  PAGES_URL: z.url(),
  SECRET_LINK_KEYS: name,
  SECRET_SMS_SERVICE: name,
  SMS_SERVICE_URL: z.url(),
  SES_CONFIGURATION_SET: name,
  SMS_CONFIGURATION_SET: name,
  PROVIDER_RATES: z
    .string()
    .transform((text, context) => parseJson(text) ?? context.addIssue('must be JSON'))
    .pipe(z.object({ ses: perSecond, 'end-user-messaging': perSecond, 'sms-service': perSecond })),
  TIME_TRAVEL: z.enum(['on', 'off']).default('off'),
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const limits = { document, table: env.TABLE_LIMITS };
  const tables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  return createSendMessage({
    ledger: dynamodbNotificationLedger({ document, tables }),
    policies: dynamodbPolicyStore({ document, tables }),
    pauseFlags: dynamodbPauseFlags({ ...limits, clock }),
    programs: s3AnyProgramStore(objects),
    templates: s3TemplateStore(objects),
    links: linkSigner({ secret: () => secrets.read(env.SECRET_LINK_KEYS), baseUrl: env.PAGES_URL }),
    limiter: dynamodbRateLimiter(limits),
    rates: env.PROVIDER_RATES,
    breakers: dynamodbBreakers(limits),
    providers: messageProviders({
      sesConfigurationSet: env.SES_CONFIGURATION_SET,
      smsConfigurationSet: env.SMS_CONFIGURATION_SET,
      smsServiceUrl: env.SMS_SERVICE_URL,
      pagesUrl: env.PAGES_URL,
      smsServiceAccount: (options) => secrets.read(env.SECRET_SMS_SERVICE, options),
    }),
    clock,
    sleep: async (ms) => void (await setTimeout(ms)),
    random: Math.random,
    timeTravel: env.TIME_TRAVEL === 'on',
    metrics,
  });
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const handler = lambdaHandler(async (event, context) => (await useCase())(event, context));
