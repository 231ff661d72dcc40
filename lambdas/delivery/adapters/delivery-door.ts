import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Secrets } from '../../shared/aws/secrets.ts';
import type { Clock } from '../../shared/clock.ts';
import type { AddressHasher, ContactBook, PauseFlags, PolicyStore } from '../ports.ts';
import { addressHasher } from './address-hasher.ts';
import { dynamodbContactBook } from './dynamodb-contact-book.ts';
import { dynamodbPauseFlags } from './dynamodb-pause-flags.ts';
import { dynamodbPolicyStore } from './dynamodb-policy-store.ts';

const name = z.string().min(1);
/** What an entry that asks the gate needs in its environment: spread it into its own schema. */
export const deliveryDoorEnvironment = {
  TABLE_POLICY: name,
  TABLE_NOTIFICATIONS: name,
  TABLE_CONTACTS: name,
  TABLE_LIMITS: name,
  SECRET_CONTACT_HASH: name,
};
type DoorEnvironment = Record<keyof typeof deliveryDoorEnvironment, string>;

export type DeliveryDoor = {
  policies: PolicyStore;
  pauseFlags: PauseFlags;
  hasher: AddressHasher;
  contacts: ContactBook;
};

/** The adapters behind the gate's door. @param env as `deliveryDoorEnvironment` describes */
export const deliveryDoor = (
  env: DoorEnvironment,
  { document, secrets, clock }: { document: DynamoDBDocumentClient; secrets: Secrets; clock: Clock },
): DeliveryDoor => {
  const tables = { policy: env.TABLE_POLICY, notifications: env.TABLE_NOTIFICATIONS };
  return {
    policies: dynamodbPolicyStore({ document, tables }),
    pauseFlags: dynamodbPauseFlags({ document, table: env.TABLE_LIMITS, clock }),
    hasher: addressHasher(() => secrets.read(env.SECRET_CONTACT_HASH)),
    contacts: dynamodbContactBook({ document, table: env.TABLE_CONTACTS }),
  };
};
