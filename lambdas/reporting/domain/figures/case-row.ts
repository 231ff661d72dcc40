// One case with what became of it: the row that every figure of a churn report is counted from.
import { createHash } from 'node:crypto';
import {
  type CaseFacts,
  type ExperimentGroup,
  experimentGroup,
  type MessageFacts,
  messageUsd,
  type Rating,
  type TicketFacts,
  wasSent,
} from './facts.ts';
import { type TicketRow, ticketRows } from './ticket-row.ts';

export type ChannelReach = { channel: 'email' | 'sms'; delivered: boolean; opened: boolean; clicked: boolean };

/**
 * `customer`: twelve hex digits of SHA-256, enough to count people once. `group`: its place in the experiment. `reach`: the
 * messages a provider accepted. `delivered`, `clicked`: also when only something later shows it. `lastErrorAt`: of the
 * issue, also after the case was closed. `seconds`: from the opening of the case to the end of the issue (issues: resolutionEnd).
 */
export type CaseRow = {
  caseId: string;
  day: string;
  customer: string;
  openedAt: string;
  episode: number;
  issueType: string;
  severity: string;
  appVersion: string;
  deviceType: string;
  errors: number;
  lastErrorAt: string;
  group?: ExperimentGroup;
  sent: boolean;
  delivered: boolean;
  clicked: boolean;
  engaged: boolean;
  resolved: boolean;
  method?: 'self-service' | 'no-further-error' | 'agent';
  seconds?: number;
  called: boolean;
  callSeconds?: number;
  escalated: boolean;
  tickets: TicketRow[];
  reach: ChannelReach[];
  messagesUsd: number;
  rating?: Rating;
  /** Whether the customer closed the account within 30 days of the case, by now: churn, as far as Herald can see it. */
  left: boolean;
};

/**
 * All that is known of one case. `messages`: those that offer help, on every channel. `lastErrorAt`: the latest error of the
 * issue, whichever case or decision tells of it. `solvedAt`: when the issue was over, if it was resolved.
 */
export type CaseStory = {
  issue: CaseFacts;
  messages: readonly MessageFacts[];
  tickets: readonly TicketFacts[];
  lastErrorAt: string;
  solvedAt: string | undefined;
  rating: Rating | undefined;
  left: boolean;
};

const customerOf = (customerId: string): string => createHash('sha256').update(customerId).digest('hex').slice(0, 12);

const secondsBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);

/** A click shows that the message arrived; a step chosen on the page, or a call asked for, that somebody followed the link. */
export const caseRow = (story: CaseStory): CaseRow => {
  const { issue, messages, tickets, lastErrorAt } = story;
  const { openedAt, episode } = issue;
  const reach = messages.filter(wasSent).map(reachOf);
  const engaged = reach.length > 0 && hasEngaged(issue);
  const clicked = engaged || reach.some((one) => one.clicked);
  return {
    ...{ caseId: issue.caseId, day: issue.openedAt.slice(0, 10), customer: customerOf(issue.customerId) },
    ...{ openedAt, episode, issueType: issue.issueType, severity: issue.severity },
    ...{ appVersion: issue.appVersion, deviceType: issue.deviceType },
    ...{ errors: Math.max(1, issue.sightings), lastErrorAt },
    ...groupOf(messages),
    sent: reach.length > 0,
    delivered: clicked || reach.some((one) => one.delivered),
    ...{ clicked, engaged, reach },
    ...resolution(story),
    ...calling(issue, tickets),
    escalated: issue.escalations.length > 0,
    tickets: ticketRows(issue, tickets),
    messagesUsd: messages.reduce((sum, message) => sum + messageUsd(message), 0),
    ...(story.rating && { rating: story.rating }),
    left: story.left,
  };
};

/** A customer who was held out on one channel was on the other. */
const groupOf = (messages: readonly MessageFacts[]): Pick<CaseRow, 'group'> => {
  const groups = messages.flatMap((message) => experimentGroup(message) ?? []);
  const group = groups.includes('holdout') ? 'holdout' : groups[0];
  return group ? { group } : {};
};

const hasEngaged = ({ chosen, callbackId, closed }: CaseFacts): boolean =>
  chosen !== undefined || callbackId !== undefined || closed?.method === 'self-service';

const reachOf = ({ channel, date }: MessageFacts): ChannelReach => ({
  channel,
  delivered: date.delivered !== undefined || date.opened !== undefined || date.clicked !== undefined,
  opened: date.opened !== undefined || date.clicked !== undefined,
  clicked: date.clicked !== undefined,
});

const resolution = ({ issue, solvedAt }: CaseStory): Pick<CaseRow, 'resolved' | 'method' | 'seconds'> => {
  const { closed, openedAt } = issue;
  if (closed?.reason !== 'resolved') return { resolved: false };
  return {
    resolved: true,
    seconds: secondsBetween(openedAt, solvedAt ?? closed.at),
    ...(closed.method && { method: closed.method }),
  };
};

/** Who asked twice waited for the first call. */
const calling = (issue: CaseFacts, tickets: readonly TicketFacts[]): Pick<CaseRow, 'called' | 'callSeconds'> => {
  const calls = tickets.filter(({ kind }) => kind === 'call').sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1));
  const [first] = calls;
  const at = first?.date.called;
  return {
    called: issue.callbackId !== undefined || calls.length > 0,
    ...(first && at !== undefined && { callSeconds: secondsBetween(first.requestedAt, at) }),
  };
};
