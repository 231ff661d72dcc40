import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Secrets } from '../../shared/aws/secrets.ts';
import type { LinkSigner, LinkVerifier, NotificationLedger, PolicyStore } from '../ports.ts';
import { dynamodbNotificationLedger } from './dynamodb-notification-ledger.ts';
import { dynamodbPolicyStore } from './dynamodb-policy-store.ts';
import { linkSigner, linkVerifier } from './link-signer.ts';

const name = z.string().min(1);
/** What pages need in their environment to open links: spread it into the entry's own schema. */
export const pagesDoorEnvironment = {
  TABLE_POLICY: name,
  TABLE_NOTIFICATIONS: name,
  SECRET_LINK_KEYS: name,
  PAGES_URL: z.url(),
  WEB_URL: z.url(),
};
type DoorEnvironment = Record<keyof typeof pagesDoorEnvironment, string>;

export type PagesDoor = {
  ledger: NotificationLedger;
  policies: PolicyStore;
  links: LinkVerifier;
  signer: LinkSigner;
};

/** The adapters behind the links in messages. @param env as `pagesDoorEnvironment` describes */
export const pagesDoor = (
  env: DoorEnvironment,
  { document, secrets }: { document: DynamoDBDocumentClient; secrets: Secrets },
): PagesDoor => {
  const tables = { policy: env.TABLE_POLICY, notifications: env.TABLE_NOTIFICATIONS };
  const secret = () => secrets.read(env.SECRET_LINK_KEYS);
  return {
    ledger: dynamodbNotificationLedger({ document, tables }),
    policies: dynamodbPolicyStore({ document, tables }),
    links: linkVerifier({ secret }),
    signer: linkSigner({ secret, bases: { web: env.WEB_URL, api: env.PAGES_URL } }),
  };
};
