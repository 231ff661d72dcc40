// Fans who asked to be reminded: most by SMS, some by e-mail or both, some elsewhere, some who left the program since.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { demandShard } from '../../lambdas/sales/domain/demand.ts';
import { graphqlData } from '../local-cloud/graphql-client.ts';
import { type Outputs, pick } from '../local-cloud/outputs.ts';
import { localClient } from '../local-cloud/sdk.ts';
import type { SaleWindow } from './sale-events.ts';

type Item = Record<string, unknown>;
export type Fan = { customerId: string; phone: string; email: string };

const demandShards = 16; // programs/ticket-sale-reminders.yaml
const kept = 400 * 86_400;
const batchSize = 25;
const batchesAtOnce = 8;
const zone = 'America/New_York';

/** Numbers of 555 and addresses of example.com: nobody has them. */
const fanOf = (n: number): Fan => ({
  customerId: `fan-${String(n).padStart(5, '0')}`,
  phone: `+1${202 + (n % 7)}555${String(n % 10_000).padStart(4, '0')}`,
  email: `fan-${n}@example.com`,
});

const preferenceOf = (n: number): string =>
  ['sms', 'sms', 'email', 'sms', 'sms', 'both', 'sms', 'email', 'sms', 'sms'][n % 10] as string;
const localeOf = (n: number): string => (n % 8 === 3 ? 'es-US' : 'en-US');
/** Ten in New York is seven in the morning for them: too early for a message. */
const zoneOf = (n: number): string => (n % 25 === 7 ? 'America/Los_Angeles' : zone);
const leftTheProgram = (n: number): boolean => n % 50 === 11;
const hasNoContactPoint = (n: number): boolean => n % 100 === 13;

const contactItem = (n: number): Item => {
  const { customerId, phone, email } = fanOf(n);
  const points = hasNoContactPoint(n) ? {} : { phone, email };
  return { pk: `C#${customerId}`, customerId, marketplace: 'US', locale: localeOf(n), zone: zoneOf(n), ...points };
};

const demandItem = (n: number, eventId: string, now: number): Item => {
  const { customerId } = fanOf(n);
  const at = new Date(now).toISOString();
  return {
    ...{ eventShard: `${eventId}#${demandShard(customerId, demandShards)}`, customerId, eventId, marketplace: 'US' },
    ...{ preference: preferenceOf(n), locale: localeOf(n), zone: zoneOf(n), verifiedFanPresales: [] },
    ...{ createdAt: at, updatedAt: at, ttl: Math.floor(now / 1_000) + kept },
  };
};

const policyItem = (n: number): Item => ({
  ...{ pk: `C#${fanOf(n).customerId}`, version: 1, optOuts: ['ticket-sale-reminders'], grants: {}, consent: {} },
});

/** Writes what opting in, one by one, would have left. */
const putAll = async (outputs: Outputs, items: Record<'contacts' | 'demand' | 'policy', Item[]>): Promise<void> => {
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs)));
  const batches = Object.entries(items).flatMap(([name, all]) =>
    Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) => ({
      [pick(outputs.tables, name)]: all
        .slice(i * batchSize, (i + 1) * batchSize)
        .map((Item) => ({ PutRequest: { Item } })),
    })),
  );
  const worker = async () => {
    for (let RequestItems = batches.pop(); RequestItems; RequestItems = batches.pop())
      await dynamodb.send(new BatchWriteCommand({ RequestItems }));
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, worker));
  dynamodb.destroy();
};

/** @param fans of the popular event; the others have a share of them @returns one who left the program */
export const gatherFans = async (outputs: Outputs, { events }: SaleWindow, fans: number): Promise<Fan> => {
  const now = Date.now();
  const all = Array.from({ length: fans }, (_, n) => n);
  await putAll(outputs, {
    contacts: all.map(contactItem),
    policy: all.filter(leftTheProgram).map(policyItem),
    demand: events.flatMap((event) =>
      all.slice(0, Math.ceil(fans * event.fans)).map((n) => demandItem(n, event.eventId, now)),
    ),
  });
  return fanOf(all.find(leftTheProgram) as number);
};

/** One who asks through the API, in their own name, to be reminded on both channels. Their contact points are confirmed. */
export const optIn = async (outputs: Outputs, eventId: string): Promise<Fan> => {
  const fan = { customerId: 'fan-ada', phone: '+12125550142', email: 'ada@example.com' };
  const contact = { pk: `C#${fan.customerId}`, ...fan, firstName: 'Ada', marketplace: 'US', locale: 'en-US', zone };
  await putAll(outputs, { contacts: [contact], demand: [], policy: [] });
  const issuer = pick(outputs.endpoints.simulators, 'identity');
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: fan.customerId }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  await graphqlData(
    outputs,
    { token },
    {
      query: 'mutation($input: RemindMeInput!) { remindMe(input: $input) { eventId } }',
      variables: { input: { eventId, preference: 'both' } },
    },
  );
  return fan;
};
