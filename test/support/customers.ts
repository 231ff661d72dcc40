// Fans of a test's own: who they are, where they are reached, and what they ask for.
import { randomInt } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Contact } from '../../lambdas/delivery/index.ts';
import type { GraphqlAnswer } from '../../scripts/local-cloud/graphql-client.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { noonZone } from '../../scripts/seed/zones.ts';
import { dynamodb, outputs } from './local-cloud.ts';
import { ask } from './operations.ts';
import { doorOf } from './simulators.ts';
import { uniqueId } from './test-programs.ts';

export type Fan = { customerId: string; phone: string; email: string; zone: string };

const areaCodes = ['213', '323', '424', '562', '626', '747', '818', '909'];

/** A mobile number about Los Angeles that nobody else has (of 56 million; test/support/a-crowd.ts has an area of its own). */
export const newNumber = (): string => `+1${areaCodes[randomInt(areaCodes.length)]}${randomInt(2_000_000, 9_000_000)}`;

/** A fan nobody knows yet. */
export const aFan = (name: string, overrides: Partial<Fan> = {}): Fan => {
  const customerId = uniqueId(`it-${name}`);
  return { customerId, phone: newNumber(), email: `${customerId}@fans.example`, zone: noonZone(), ...overrides };
};

/** Contact points that were confirmed long ago. */
export const putContactPoints = (contact: Contact) =>
  dynamodb.send(
    new PutCommand({
      TableName: pick(outputs.tables, 'contacts'),
      Item: { pk: `C#${contact.customerId}`, ...contact },
    }),
  );

/** A fan whose number and address are confirmed. */
export const aKnownFan = async (name: string, overrides: Partial<Fan> = {}): Promise<Fan> => {
  const fan = aFan(name, overrides);
  await putContactPoints(fan);
  return fan;
};

/** A token of the identity provider. */
const tokenOf = async (customerId: string): Promise<string> => {
  const answer = await fetch(doorOf('identity', '/token'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: customerId }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
};

export type Wish = {
  eventId: string;
  preference: 'sms' | 'email' | 'both';
  marketId?: string;
  email?: string;
  phone?: string;
  locale?: string;
  zone?: string;
  verifiedFanPresales?: string[];
};
export type Reminder = { eventId: string; marketId: string; preference: string; awaitingConfirmation: string[] };

/** An operation in a fan's own name. */
export const askAs = async <T>(customerId: string, operation: string, variables: object): Promise<GraphqlAnswer<T>> =>
  ask<T>({ token: await tokenOf(customerId) }, operation, variables as Record<string, unknown>);

/** Asks to be reminded, in the fan's own name; once more when told to try again. @throws Error with what the API said */
export const remindMe = async (customerId: string, input: Wish): Promise<Reminder> => {
  const askOnce = () => askAs<{ remindMe: Reminder }>(customerId, 'RemindMe', { input });
  const first = await askOnce();
  const { data, errors } = first.errors?.[0]?.errorType === 'TransientError' ? await askOnce() : first;
  if (!data || errors) throw new Error(`remindMe: ${JSON.stringify(errors)}`);
  return data.remindMe;
};
