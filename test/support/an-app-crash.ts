// A customer of the deployed system whose app reports errors, and the help they get for it.
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { inHoldout } from '../../lambdas/delivery/domain/policy/holdout.ts';
import type { Contact } from '../../lambdas/delivery/index.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { aPinnedReactiveProgram } from './a-pinned-reactive-program.ts';
import { newNumber, putContactPoints } from './customers.ts';
import { dynamodb, outputs } from './local-cloud.ts';
import { dataOf } from './operations.ts';
import { putCustomer } from './seed-facts.ts';
import { uniqueId } from './test-programs.ts';

const events = new EventBridgeClient(localClient(outputs));
const { program } = aPinnedReactiveProgram();
export const { programId } = program;

/** Who is likely to leave: a month-to-month contract that has just begun, and errors all the time. */
const profile = {
  ...{ tenure_months: 2, monthly_charges: 95, contract_months: 1, has_internet: 1, fiber_internet: 1 },
  ...{ electronic_check: 1, paperless_billing: 1, online_security: 0, tech_support: 0, phone_service: 1 },
};
const engagement = { lifetime_value: 900, engagement_score: 0.7 };
const telemetry = { sessions_30d: 3, crash_free_rate: 0.8, support_history: 3 };

/** A name that the holdout passes over: everybody here is to be helped. */
const helpedId = (name: string): string => {
  const customerId = uniqueId(`it-${name}`);
  return inHoldout(program.delivery, programId, { customerId, critical: false }) ? helpedId(name) : customerId;
};

const putFeatures = (customerId: string, featureGroup: string, values: Record<string, number>) =>
  dynamodb.send(
    new PutCommand({
      TableName: pick(outputs.tables, 'features'),
      Item: { entity: `customer#${customerId}`, featureGroup, eventTime: new Date().toISOString(), values },
    }),
  );

export type AppUser = Contact & { phone: string; email: string };

/** An American customer at high risk, reached by SMS first and by e-mail second. */
export const anAppUser = async (name: string, overrides: Partial<Contact> = {}): Promise<AppUser> => {
  const customerId = helpedId(name);
  const user = {
    ...{ customerId, phone: newNumber(), email: `${customerId}@users.example` },
    ...{ firstName: 'Ann', marketplace: 'US', locale: 'en-US', zone: 'America/New_York' },
    ...overrides,
  };
  await Promise.all([
    putCustomer({ customerId }),
    putContactPoints(user),
    putFeatures(customerId, 'profile', profile),
    putFeatures(customerId, 'engagement', engagement),
    putFeatures(customerId, 'telemetry', telemetry),
  ]);
  return user;
};

/** The app reports that it crashed three times. @param detail of the event, over an iPhone's app 2.5.1 */
export const reportCrash = async (customerId: string, detail: Record<string, unknown> = {}): Promise<void> => {
  const Detail = JSON.stringify({
    ...{ schemaVersion: '1', eventId: uniqueId('event'), customerId, errorType: 'NullPointerException', errorCount: 3 },
    ...{ timeWindow: '24h', appVersion: '2.5.1', deviceType: 'iOS', timestamp: new Date().toISOString() },
    ...detail,
  });
  const EventBusName = pick(outputs.buses, 'app-platform');
  const Entries = [{ EventBusName, Source: 'app.telemetry', DetailType: 'ErrorEvent', Detail }];
  const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries }));
  if (FailedEntryCount) throw new Error('The bus did not take the event');
};

/** A case with its file, as an operator sees it. */
export type CaseFile = {
  caseId: string;
  state: string;
  closedReason: string | null;
  method: string | null;
  risk: { score: number };
  timeline: { kind: string; by: string; detail: string | null }[];
  callback: { callbackId: string; state: string; ticketId: string | null; zone: string | null } | null;
  satisfaction: { about: string; solved: number; effort: number } | null;
};

/** The customer's latest case, once there is one. */
export const caseOf = async (customerId: string): Promise<CaseFile | undefined> => {
  type Page = { issueCases: { items: { caseId: string }[] } };
  const { issueCases } = await dataOf<Page>('operator', 'IssueCases', { customerId, limit: 1 });
  const [latest] = issueCases.items;
  if (!latest) return undefined;
  return (await dataOf<{ issueCase: CaseFile }>('operator', 'IssueCase', { caseId: latest.caseId })).issueCase;
};
