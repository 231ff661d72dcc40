// Errors of the deployed app: customers who may have one, the bus that tells it, and what became of it, as operators see it.
import { randomUUID } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerFacts, SupportFacts } from '../../lambdas/candidates/domain/facts.ts';
import { inHoldout } from '../../lambdas/delivery/domain/policy/holdout.ts';
import type { Contact } from '../../lambdas/delivery/index.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { aPinnedReactiveProgram } from './a-pinned-reactive-program.ts';
import { newNumber, putContactPoints } from './customers.ts';
import { eventually } from './eventually.ts';
import { dynamodb, lambda, outputs } from './local-cloud.ts';
import { ask, dataOf } from './operations.ts';
import { patience } from './patience.ts';
import { putCustomer } from './seed-facts.ts';
import { uniqueId } from './test-programs.ts';

export const programId = 'predictive-issue-resolution';
const bus = new EventBridgeClient(localClient(outputs));
const { program } = aPinnedReactiveProgram();

export type Reachable = { customerId: string; phone: string; email: string };
type Detail = Record<string, unknown>;
/** What the feature store knows, by group. */
type Features = Record<string, Record<string, number>>;

/** New, dear and annoyed: the risk model says 0.9 and more. */
const highRisk: Features = {
  engagement: { lifetime_value: 5_000, engagement_score: 0.85 },
  profile: { tenure_months: 2, monthly_charges: 99, contract_months: 1, fiber_internet: 1, electronic_check: 1 },
  telemetry: { sessions_30d: 2, crash_free_rate: 0.6, support_history: 3 },
};
/** Five years with us, on a contract: the risk model says below 0.1. */
export const lowRisk: Features = {
  engagement: { lifetime_value: 5_000, engagement_score: 0.95 },
  profile: { tenure_months: 60, monthly_charges: 30, contract_months: 24 },
  telemetry: { sessions_30d: 40, crash_free_rate: 0.999, support_history: 0 },
};

/** An id nobody else has, on the wanted side of the program's experiment. */
const customerIn = (name: string, holdout: boolean): string => {
  for (;;) {
    const customerId = uniqueId(`it-${name}`);
    if (inHoldout(program.delivery, programId, { customerId, critical: false }) === holdout) return customerId;
  }
};

export type Known = {
  features?: Features;
  facts?: Partial<CustomerFacts>;
  contact?: Partial<Contact>;
  support?: Partial<SupportFacts>;
  holdout?: boolean;
};

const put = (table: string, Item: Record<string, unknown>) =>
  dynamodb.send(new PutCommand({ TableName: pick(outputs.tables, table), Item }));

/** A customer of the US whom Herald knows: active, at high risk, reachable by both channels. */
export const aKnownCustomer = async (name: string, known: Known = {}): Promise<Reachable> => {
  const customerId = customerIn(name, known.holdout ?? false);
  const email = `${customerId}@fans.example`;
  const contact = { phone: newNumber(), email, firstName: 'Ann', marketplace: 'US', ...known.contact };
  const groups = Object.entries(known.features ?? highRisk);
  await Promise.all([
    putCustomer({ customerId, ...known.facts }),
    putContactPoints({ customerId, ...contact }),
    ...groups.map(([featureGroup, values]) =>
      put('features', { entity: `customer#${customerId}`, featureGroup, values }),
    ),
    ...(known.support ? [put('support', { customerId, openTickets: [], resolved: [], ...known.support })] : []),
  ]);
  return { customerId, phone: contact.phone, email: contact.email };
};

/** Three crashes of version 2.5.1 today, for which there is a fix. */
export const aCrash = (customerId: string, detail: Detail = {}): Detail => ({
  ...{ schemaVersion: '1', eventId: randomUUID(), customerId, errorType: 'NullPointerException', errorCount: 3 },
  ...{ timeWindow: '24h', appVersion: '2.5.1', deviceType: 'iOS', timestamp: new Date().toISOString() },
  ...detail,
});

/** Puts events on the app's bus, ten at most. @returns the envelopes' ids */
export const putOnBus = async (details: readonly Detail[]): Promise<string[]> => {
  const { Entries = [] } = await bus.send(
    new PutEventsCommand({
      Entries: details.map((detail) => ({
        ...{ EventBusName: pick(outputs.buses, 'app-platform'), Source: 'app.telemetry', DetailType: 'ErrorEvent' },
        Detail: JSON.stringify(detail),
      })),
    }),
  );
  return Entries.map(({ EventId, ErrorMessage }) => {
    if (EventId === undefined) throw new Error(`The bus refused an event: ${ErrorMessage}`);
    return EventId;
  });
};

export const crash = ({ customerId }: Pick<Reachable, 'customerId'>, detail: Detail = {}): Promise<string[]> =>
  putOnBus([aCrash(customerId, detail)]);

/** An event for a program of the test's own, as the rule's target would hand it over. @returns what became of it */
export const handleFor = async (own: string, detail: Detail): Promise<{ kind: string; caseId?: string }> => {
  const event = { id: randomUUID(), source: 'app.telemetry', 'detail-type': 'ErrorEvent', detail };
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: `${pick(outputs.functions, 'handle-error-event')}:live`,
      Payload: Buffer.from(JSON.stringify({ programId: own, event })),
    }),
  );
  const answer = Buffer.from(Payload ?? []).toString();
  if (FunctionError) throw new Error(`handle-error-event: ${answer}`);
  return JSON.parse(answer) as { kind: string; caseId?: string };
};

type Standing = {
  caseId: string;
  issueType: string;
  episode: number;
  state: string;
  sightings: number;
  firstErrorAt: string;
  openedAt: string;
};
type Whole = Standing & {
  severity: string;
  fixKnown: boolean;
  closedReason: string | null;
  method: string | null;
  risk: {
    score: number;
    ratio: number;
    fallback: boolean;
    scoredBy: string;
    contributions: { feature: string; value: number; contribution: number }[];
  };
  escalations: { ruleId: string }[];
  timeline: { kind: string; by: string; detail: string }[];
  notifications: { id: string; channel: string; step: string; state: string; reason: string | null }[];
  callback: { callbackId: string; state: string; zone: string } | null;
  satisfaction: { about: string; solved: number; effort: number } | null;
};

/** A customer's cases, newest first. */
export const casesOf = async (customerId: string): Promise<Standing[]> =>
  (await dataOf<{ issueCases: { items: Standing[] } }>('operator', 'IssueCases', { customerId })).issueCases.items;

export const issueCase = async (caseId: string): Promise<Whole> =>
  (await dataOf<{ issueCase: Whole }>('operator', 'IssueCase', { caseId })).issueCase;

/** A customer's latest case as soon as it is as wanted. */
export const theCase = (customerId: string, wanted: Partial<Standing> = {}): Promise<Whole> =>
  eventually(
    `a case of ${customerId} with ${JSON.stringify(wanted)}`,
    async () => {
      const cases = await casesOf(customerId);
      const found = cases.find((one) =>
        Object.entries(wanted).every(([key, value]) => one[key as keyof Standing] === value),
      );
      if (found) return issueCase(found.caseId);
      throw new Error(`It has ${JSON.stringify(cases)}`);
    },
    { ...patience, everyMs: 400 },
  );

/**
 * A customer whom the risk model itself found at high risk. Where a loaded machine computes later than the program waits
 * (`timeBudgetMs`), the declared fallback scores and help comes by e-mail alone: then it is another customer's turn.
 * @param tell has the customer's errors told
 */
export const aCustomerAtHighRisk = (
  name: string,
  tell: (customer: Reachable) => Promise<unknown> = crash,
  known: Known = {},
): Promise<Reachable> =>
  eventually(
    'the risk model to answer in time',
    async () => {
      const customer = await aKnownCustomer(name, known);
      await tell(customer);
      return (await theCase(customer.customerId)).risk.fallback ? undefined : customer;
    },
    patience,
  );

export type Decision = {
  subject: string;
  occasion: string;
  outcome: string;
  rejectedBy: string | null;
  reason: string | null;
  verdicts: { filterId: string; passed: boolean; reason: string; facts: string }[];
  score: { value: number; scoredBy: string; fallback: boolean } | null;
};

/** What was decided about a customer's events, oldest first, as soon as there is so much. */
export const decisionsAbout = (customerId: string, least = 1): Promise<Decision[]> =>
  eventually(
    `${least} decisions about ${customerId}`,
    async () => {
      const { data } = await ask<{ why: { decisions: Decision[] } }>('operator', 'Why', { customerId, programId });
      return data && data.why.decisions.length >= least ? data.why.decisions : undefined;
    },
    { ...patience, everyMs: 400 },
  );
