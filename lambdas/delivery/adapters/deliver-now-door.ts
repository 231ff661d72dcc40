import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import type { Secrets } from '../../shared/aws/secrets.ts';
import type { Clock } from '../../shared/clock.ts';
import type { AddressHasher, ContactBook, TemplateStore } from '../ports.ts';
import { addressHasher } from './address-hasher.ts';
import { dynamodbContactBook } from './dynamodb-contact-book.ts';
import { s3TemplateStore } from './s3-template-store.ts';
import { type SendingDoor, sendingDoor, sendingEnvironment } from './sending-door.ts';

const name = z.string().min(1);

/** What an entry that delivers by itself needs in its environment: spread it into its own schema. */
export const deliverNowEnvironment = { ...sendingEnvironment, TABLE_CONTACTS: name, SECRET_CONTACT_HASH: name };
const environment = z.object(deliverNowEnvironment);
type DoorEnvironment = z.infer<typeof environment>;
type Clients = { document: DynamoDBDocumentClient; objects: Objects; secrets: Secrets; clock: Clock };

/** `deps`: what `deliverNow` needs but metrics. `templates` knows `current` and `pin`, for the caller to pin with. */
export type DeliverNowDoor = {
  deps: SendingDoor & { hasher: AddressHasher };
  contacts: ContactBook;
  templates: TemplateStore;
};

/** The adapters behind gate and providers. @param env as `deliverNowEnvironment` describes */
export const deliverNowDoor = (env: DoorEnvironment, clients: Clients): DeliverNowDoor => {
  const { document, objects, secrets } = clients;
  const hasher = addressHasher(() => secrets.read(env.SECRET_CONTACT_HASH));
  const templates = s3TemplateStore(objects);
  return {
    deps: { ...sendingDoor(env, clients), hasher, templates },
    contacts: dynamodbContactBook({ document, table: env.TABLE_CONTACTS }),
    templates,
  };
};
