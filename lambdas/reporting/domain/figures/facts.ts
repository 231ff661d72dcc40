// What reports read of cases, messages and calls: the parts they need of other capabilities' records, same names.

/** One episode of a customer's issue (issues: IssueCase). Times are ISO 8601. */
export type CaseFacts = {
  caseId: string;
  customerId: string;
  programId: string;
  issueType: string;
  episode: number;
  severity: string;
  appVersion: string;
  deviceType: string;
  openedAt: string;
  state: 'open' | 'engaged' | 'calling' | 'closed';
  closed?: {
    reason: 'resolved' | 'expired' | 'withdrawn';
    method?: 'self-service' | 'no-further-error' | 'agent';
    at: string;
  };
  chosen?: { at: string };
  sightings: number;
  lastErrorAt: string;
  channels: readonly string[];
  notificationIds: readonly string[];
  callbackId?: string;
  escalations: readonly { ruleId: string }[];
  risk: { score: number };
};

type MessageDates = {
  scheduled?: string;
  queued?: string;
  sending?: string;
  accepted?: string;
  sent?: string;
  delivered?: string;
  opened?: string;
  clicked?: string;
  converted?: string;
};

/** One message of the send ledger (delivery: Notification). */
export type MessageFacts = {
  id: string;
  customerId: string;
  subject: string;
  occasion: string;
  step: string;
  channel: 'email' | 'sms';
  state: string;
  reason?: string;
  createdAt: string;
  date: MessageDates;
  cost?: { parts?: number; usd?: number };
  campaignId?: string;
  /** The holdout spares it: it is no part of the experiment. */
  spared: boolean;
};

/** What a customer said afterwards (responses), 1 to 5 each. */
export type Rating = { solved: number; effort: number };

/** Whether the provider had it; a receipt may come before its answer is recorded. */
export const wasSent = ({ date }: MessageFacts): boolean =>
  date.accepted !== undefined || date.sent !== undefined || date.delivered !== undefined;

export type ExperimentGroup = 'contacted' | 'holdout';

/**
 * Where a message put its customer in the experiment that shows what help is worth: the gate held it out, or let it go
 * (whether it arrived or not, so that both groups are drawn alike). Nowhere: spared, or refused for another reason.
 */
export const experimentGroup = ({ state, reason, date, spared }: MessageFacts): ExperimentGroup | undefined => {
  if (spared) return undefined;
  if (state === 'suppressed' && reason === 'holdout') return 'holdout';
  const granted = [date.scheduled, date.queued, date.sending, date.accepted].some((at) => at !== undefined);
  return granted ? 'contacted' : undefined;
};

/** SES's list price (delivery/domain/campaign/report.ts says the same): its receipts tell no price, those of SMS do. */
const emailUsd = 0.000_1;

/** US dollars. An SMS whose receipt has not come yet costs nothing so far. */
export const messageUsd = (message: MessageFacts): number =>
  message.cost?.usd ?? (message.channel === 'email' && wasSent(message) ? emailUsd : 0);

const casePrefix = 'case:';
/** The case a message belongs to, if it does to one. */
export const caseOfMessage = ({ campaignId }: MessageFacts): string | undefined =>
  campaignId?.startsWith(casePrefix) ? campaignId.slice(casePrefix.length) : undefined;

/** A ticket of the support team: a call that a customer asked for, or a case that was escalated (callbacks: Callback). */
export type TicketFacts = {
  callbackId: string;
  kind: 'call' | 'escalation';
  caseId: string;
  state: string;
  requestedAt: string;
  date: { seen?: string; called?: string; done?: string };
  outcome?: 'solved' | 'not-solved' | 'not-reached';
  minutes?: number;
  compensationUsd?: number;
};
