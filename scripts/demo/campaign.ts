// The campaign that followed the night's run: messages wait for ten o'clock of each customer, and go.
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { nextTimeOfDay } from '../../lambdas/delivery/index.ts';
import { graphqlData } from '../local-cloud/graphql-client.ts';
import { type Outputs, pick } from '../local-cloud/outputs.ts';
import { localClient } from '../local-cloud/sdk.ts';
import { allSent, type Report, settled, showLedger } from './ledger.ts';
import { explain, messageOf, showEmail } from './messages.ts';
import type { DemoRun } from './night.ts';
import { count, heading, percent, share } from './print.ts';
import type { Best } from './serving.ts';

type Campaign = {
  campaignId: string;
  runId: string;
  marketplace: string;
  plannedAt: string;
  planned: number;
  refused: number;
  status: string;
};

/** Where the generated customers live (scripts/generate/contact.ts), and what stands in where nobody knows. */
const zones = [
  'Asia/Tokyo',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
];
const waitMs = 120_000;

const campaignsOf = async (outputs: Outputs, programId: string): Promise<Campaign[]> => {
  const { campaigns } = await graphqlData<{ campaigns: { items: Campaign[] } }>(outputs, 'operator', {
    query: `query($p: ID!) { campaigns(programId: $p, limit: 100) {
      items { campaignId runId marketplace plannedAt planned refused status } } }`,
    variables: { p: programId },
  });
  return campaigns.items;
};

/**
 * The campaigns of a run, once all are planned. In a demo that is shown again everybody was asked before, and nobody is
 * asked twice: then those of the run that asked them.
 */
const plannedCampaigns = async (outputs: Outputs, { programId, runId }: DemoRun): Promise<Campaign[]> => {
  for (const began = Date.now(); Date.now() - began < waitMs; await wait(1_000)) {
    const all = await campaignsOf(outputs, programId);
    const own = all.filter((one) => one.runId === runId);
    if (own.length === 0 || own.some(({ status }) => status !== 'running')) continue;
    if (own.some(({ planned }) => planned > 0)) return own;
    const earlier = all.find(({ planned }) => planned > 0);
    if (!earlier) return own;
    console.log(
      `  Whom this run offers was asked before, and nobody is asked twice. The campaign of ${earlier.runId}:`,
    );
    return all.filter((one) => one.runId === earlier.runId);
  }
  throw new Error(
    `${runId} has no planned campaign after ${waitMs / 1_000} s: look at the executions of campaign-delivery`,
  );
};

/** Does at a time what the releaser does each minute. @param at ISO 8601; absent: now */
const release = async (outputs: Outputs, at?: string): Promise<number> => {
  const lambda = new LambdaClient(localClient(outputs));
  const FunctionName = `${pick(outputs.functions, 'release-due')}:live`;
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(at === undefined ? {} : { at })) }),
  );
  const answer = Buffer.from(Payload ?? []).toString();
  if (FunctionError) throw new Error(`release-due: ${answer}`);
  return (JSON.parse(answer) as { counts: Record<string, number> }).counts.queued ?? 0;
};

const tenOClocks = (plannedAt: string): string[] =>
  [...new Set(zones.map((zone) => nextTimeOfDay(zone, '10:00', Date.parse(plannedAt))))]
    .sort((a, b) => a - b)
    .map((time) => new Date(time).toISOString());

const showReport = (campaigns: readonly Campaign[], reports: readonly Report[]): void => {
  heading('The campaign’s report');
  console.log('  marketplace   planned   refused      sent  delivered  bounced  opened  clicked      cost');
  for (const [index, { marketplace, refused }] of campaigns.entries()) {
    const { planned, sent, delivered, bounced, opened, clicked, costUsd } = reports[index] as Report;
    const figures = [planned, refused, sent, delivered].map((n) => count(n).padStart(9)).join(' ');
    const responses = [bounced, opened, clicked].map((n) => count(n).padStart(8)).join(' ');
    console.log(`  ${marketplace.padEnd(11)} ${figures}  ${responses} ${`$${costUsd.toFixed(2)}`.padStart(9)}`);
  }
  const sum = (of: (report: Report) => number): number => reports.reduce((total, report) => total + of(report), 0);
  const [first] = reports.flatMap(({ channels }) => channels);
  console.log(
    `  ${percent(
      share(
        sum(({ delivered }) => delivered),
        sum(({ sent }) => sent),
      ),
    )} of what was sent by ${first?.provider ?? 'nobody'} was delivered`,
  );
};

/** One of the best candidates whose message is in one of the states. */
const oneOf = async (outputs: Outputs, run: DemoRun, best: readonly Best[], states: readonly string[]) => {
  for (const { customerId, subject } of best) {
    const id = await messageOf(outputs, customerId, { programId: run.programId, subject, states });
    if (id !== undefined) return { id, customerId };
  }
  return undefined;
};

/** The ledger shows addresses masked: the contact itself has it whole. */
const addressOf = async (outputs: Outputs, customerId: string): Promise<string> => {
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs)));
  const Key = { pk: `C#${customerId}` };
  const { Item } = await dynamodb.send(new GetCommand({ TableName: pick(outputs.tables, 'contacts'), Key }));
  dynamodb.destroy();
  return String(Item?.email);
};

/** @param best candidates that were offered before anything was sent */
export const showCampaign = async (outputs: Outputs, run: DemoRun, best: readonly Best[]): Promise<void> => {
  heading(`The campaign of ${run.runId}`);
  const campaigns = await plannedCampaigns(outputs, run);
  for (const { marketplace, planned, refused } of campaigns)
    console.log(
      `  ${marketplace}: ${count(planned)} messages wait for ten o’clock, ${count(refused)} refused by the gate`,
    );
  await release(outputs); // what is due by now, and from here on each hour is looked at by itself
  const ids = campaigns.map(({ campaignId }) => campaignId);
  for (const at of tenOClocks((campaigns[0] as Campaign).plannedAt)) {
    console.log(`  ${at}  ${count(await release(outputs, at))} released`);
    await allSent(outputs, ids); // an hour later they would count as lost on their way
  }
  const reports = await settled(outputs, ids);
  showLedger('the campaign', reports);
  const asked = await oneOf(outputs, run, best, ['accepted', 'sent', 'delivered']);
  if (asked) await showEmail(outputs, await addressOf(outputs, asked.customerId));
  const refused = await oneOf(outputs, run, best, ['suppressed']);
  if (refused) await explain(outputs, refused.id);
  showReport(campaigns, reports);
};
