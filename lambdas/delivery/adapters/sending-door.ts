import { setTimeout } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import type { Secrets } from '../../shared/aws/secrets.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ProviderName } from '../domain/notification/notification.ts';
import type {
  Breakers,
  LinkSigner,
  MessageProvider,
  NotificationLedger,
  PauseFlags,
  PolicyStore,
  RateLimiter,
  TemplateStore,
} from '../ports.ts';
import { dynamodbBreakers } from './dynamodb-breakers.ts';
import { dynamodbNotificationLedger } from './dynamodb-notification-ledger.ts';
import { dynamodbPauseFlags } from './dynamodb-pause-flags.ts';
import { dynamodbPolicyStore } from './dynamodb-policy-store.ts';
import { dynamodbRateLimiter } from './dynamodb-rate-limiter.ts';
import { linkSigner } from './link-signer.ts';
import { messageProviders } from './message-providers.ts';
import { s3TemplateStore } from './s3-template-store.ts';

const name = z.string().min(1);
const perSecond = z.number().positive().optional();

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What an entry that calls providers needs in its environment: spread it into its own schema. */
export const sendingEnvironment = {
  TABLE_NOTIFICATIONS: name,
  TABLE_POLICY: name,
  TABLE_LIMITS: name,
  BUCKET_DATA: name,
  PAGES_URL: z.url(),
  WEB_URL: z.url(),
  SECRET_LINK_KEYS: name,
  SECRET_SMS_SERVICE: name,
  SMS_SERVICE_URL: z.url(),
  SES_CONFIGURATION_SET: name,
  SMS_CONFIGURATION_SET: name,
  PROVIDER_RATES: z
    .string()
    .transform((text, context) => parseJson(text) ?? context.addIssue('must be JSON'))
    .pipe(z.object({ ses: perSecond, 'end-user-messaging': perSecond, 'sms-service': perSecond })),
};
const environment = z.object(sendingEnvironment);
type DoorEnvironment = z.infer<typeof environment>;
type Clients = { document: DynamoDBDocumentClient; objects: Objects; secrets: Secrets; clock: Clock };
/** `rates`: messages (SMS: parts) a second. */
export type SendingDoor = {
  ledger: NotificationLedger;
  policies: PolicyStore;
  pauseFlags: PauseFlags;
  templates: TemplateStore;
  links: LinkSigner;
  limiter: RateLimiter;
  rates: Partial<Record<ProviderName, number | undefined>>;
  breakers: Breakers;
  providers: Record<ProviderName, MessageProvider>;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
};

/** The adapters behind the providers. @param env as `sendingEnvironment` describes */
export const sendingDoor = (env: DoorEnvironment, { document, objects, secrets, clock }: Clients): SendingDoor => {
  const limits = { document, table: env.TABLE_LIMITS };
  const tables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  return {
    ledger: dynamodbNotificationLedger({ document, tables }),
    policies: dynamodbPolicyStore({ document, tables }),
    pauseFlags: dynamodbPauseFlags({ ...limits, clock }),
    templates: s3TemplateStore(objects),
    links: linkSigner({
      secret: () => secrets.read(env.SECRET_LINK_KEYS),
      bases: { web: env.WEB_URL, api: env.PAGES_URL },
    }),
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
  };
};
