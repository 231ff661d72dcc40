// The send ledger as an operator sees it: `notification(id)` and `contactHistory`.
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { eventually } from './eventually.ts';
import { lambda, outputs } from './local-cloud.ts';
import { dataOf } from './operations.ts';
import { patience } from './patience.ts';

type Attempt = { number: number; provider: string; outcome: string | null; code: string | null };
export type LedgerEntry = {
  id: string;
  customerId: string;
  subject: string;
  occasion: string;
  step: string;
  channel: 'sms' | 'email';
  address: string;
  locale: string;
  state: string;
  reason: string | null;
  provider: string;
  dueAt: string | null;
  expiresAt: string;
  createdAt: string;
  attempts: Attempt[];
  timeline: { what: string; at: string }[];
};
type Page = { contactHistory: { items: LedgerEntry[]; nextToken: string | null } };

/** What a customer was sent, or was not; newest first. */
export const contactHistory = async (customerId: string): Promise<LedgerEntry[]> => {
  const { contactHistory: page } = await dataOf<Page>('operator', 'ContactHistory', { customerId, limit: 100 });
  return page.items;
};

/** One message and all that happened to it. */
export const notification = async (id: string): Promise<LedgerEntry | null> =>
  (await dataOf<{ notification: LedgerEntry | null }>('operator', 'Notification', { id })).notification;

/** A customer's messages of one step, such as `reminder`. */
export const messagesOf = async (customerId: string, step = 'reminder'): Promise<LedgerEntry[]> =>
  (await contactHistory(customerId)).filter((entry) => entry.step === step);

type Wanted = { state: string; channel?: 'sms' | 'email'; step?: string; subject?: string };

const isAbout =
  ({ channel, subject }: Wanted) =>
  (entry: LedgerEntry): boolean =>
    (channel === undefined || entry.channel === channel) && (subject === undefined || entry.subject === subject);

/** @throws Error that says what there is instead */
const messageAt = async (customerId: string, wanted: Wanted): Promise<LedgerEntry> => {
  const found = (await messagesOf(customerId, wanted.step)).filter(isAbout(wanted));
  const there = found.find(({ state }) => state === wanted.state);
  if (there) return there;
  const instead = found.map(({ channel, state, reason, attempts }) => ({ channel, state, reason, attempts }));
  throw new Error(`It has ${JSON.stringify(instead)}`);
};

/** A customer's message as soon as it has reached a state. */
export const reached = (customerId: string, wanted: Wanted): Promise<LedgerEntry> =>
  eventually(`${customerId} to have a message that is ${wanted.state}`, () => messageAt(customerId, wanted), {
    ...patience,
    everyMs: 500,
  });

/** What the releaser does each minute; by hand, because tests don't wait for the minute. */
export const releaseDue = async (input: { at?: string } = {}): Promise<void> => {
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `${pick(outputs.functions, 'release-due')}:live`,
      Payload: Buffer.from(JSON.stringify(input)),
    }),
  );
  if (answer.FunctionError) throw new Error(`release-due: ${Buffer.from(answer.Payload ?? []).toString()}`);
};

/** The same as `reached`, for messages that wait for another attempt: the releaser runs meanwhile. */
export const reachedByRelease = async (customerId: string, wanted: Wanted): Promise<LedgerEntry> =>
  eventually(
    `${customerId} to have a message that is ${wanted.state}, releasing`,
    async () => {
      await releaseDue();
      return messageAt(customerId, wanted);
    },
    patience,
  );

/** What a message went through, in order of time. */
export const statesOf = ({ timeline }: Pick<LedgerEntry, 'timeline'>): string[] => timeline.map(({ what }) => what);

export type CampaignReport = {
  planned: number;
  byState: { name: string; count: number }[];
  refusedByReason: { name: string; count: number }[];
  sent: number;
  delivered: number;
  costUsd: number;
  channels: { channel: string; provider: string; sent: number; delivered: number; deliveryRate: number | null }[];
};

/** A campaign, or a sale's reminders, as it stands. @param campaignId of a sale `<programId>:<eventId>:<saleId>` */
export const campaignReport = async (campaignId: string): Promise<CampaignReport> =>
  (await dataOf<{ campaignReport: CampaignReport }>('operator', 'CampaignReport', { campaignId })).campaignReport;
