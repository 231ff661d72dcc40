// What the support team reads. No more of the customer than a call needs: a first name, a number, a zone.
import type { Callback, TicketPriority } from './callback.ts';

/** `externalId`: ours, by which the same ticket is never made twice. `note`: internal, no customer ever sees it. */
export type TicketDraft = {
  externalId: string;
  subject: string;
  note: string;
  priority: TicketPriority;
  tags: string[];
  requester: { externalId: string; name: string };
  assigneeId?: string;
};
/** Times by the support system's clock, ISO 8601. */
export type Ticket = { ticketId: string; assigneeId?: string; openedAt: string; updatedAt: string };

/** The case as an agent needs it. Times are ISO 8601. */
export type TicketContext = {
  issue: {
    issueType: string;
    severity: string;
    errorType: string;
    appVersion: string;
    deviceType: string;
    /** Errors that the latest event of it counted; events of it, the one that opened it included. */
    errorCount: number;
    sightings: number;
    firstErrorAt: string;
    lastErrorAt: string;
    fix: { known: boolean; toVersion?: string; steps: readonly string[]; page?: string };
    chosen?: { step: string; at: string };
    risk: { score: number; ratio: number; confidence: string };
  };
  firstName?: string;
  earlierCases: readonly { issueType: string; openedAt: string; state: string; method?: string }[];
  messages: readonly { channel: string; step: string; state: string; at: string }[];
  /** A time in the customer's zone, for people. */
  localTime(at: string): string;
};

/** Everything about a callback or an escalation that the support system is told. */
export const draftTicket = (callback: Callback, context: TicketContext): TicketDraft => ({
  externalId: `herald-${callback.callbackId}`,
  subject: subjectOf(callback),
  note: [purposeOf(callback, context), issueOf(context), historyOf(context), `Case ${callback.caseId}`].join('\n\n'),
  priority: callback.priority,
  tags: ['herald', callback.kind === 'call' ? 'herald_callback' : 'herald_escalation', `issue_${callback.issueType}`],
  requester: { externalId: callback.customerId, name: context.firstName ?? 'Customer' },
  ...(callback.agentId !== undefined && { assigneeId: callback.agentId }),
});

const subjectOf = ({ kind, issueType, escalation }: Callback): string => {
  if (kind === 'call') return `Call back: ${issueType}`;
  return escalation?.action === 'escalate-to-manager' ? `For the manager: ${issueType}` : `Unresolved: ${issueType}`;
};

const purposeOf = (callback: Callback, { localTime, firstName }: TicketContext): string => {
  if (callback.kind === 'escalation')
    return `This issue is unresolved (rule ${callback.escalation?.ruleId}). The customer has not asked for a call.`;
  const { wishedAt, zone, language, seenBy, calledBy } = callback;
  return [
    `${firstName ?? 'The customer'} asked for a call: ${callback.phone ?? 'no number'}`,
    wishedAt ? `Wished for: ${localTime(wishedAt)} (${zone}, ${wishedAt})` : `As soon as possible (${zone})`,
    `Language: ${language}`,
    `To be seen by ${seenBy}, called by ${calledBy} (${localTime(calledBy)} there)`,
  ].join('\n');
};

const issueOf = ({ issue }: TicketContext): string => {
  const { fix, chosen, risk } = issue;
  const steps = fix.steps.join(', ');
  return [
    `Issue: ${issue.issueType} (${issue.severity}), error ${issue.errorType} since ${issue.firstErrorAt}`,
    `${issue.errorCount} times before ${issue.lastErrorAt}, reported ${issue.sightings} times`,
    `App ${issue.appVersion} on ${issue.deviceType}`,
    fix.known ? `Known fix${fix.toVersion ? ` in ${fix.toVersion}` : ''}: ${steps}` : `No fix known; offered: ${steps}`,
    ...(fix.page ? [`Described at ${fix.page}`] : []),
    ...(chosen ? [`The customer chose ${chosen.step} at ${chosen.at}`] : []),
    `Risk of leaving: ${risk.score.toFixed(2)} (${risk.ratio.toFixed(1)} times the usual, confidence ${risk.confidence})`,
  ].join('\n');
};

const historyOf = ({ earlierCases, messages }: TicketContext): string => {
  const cases = earlierCases.map((one) => `- ${one.issueType}, ${one.openedAt}: ${one.state}${how(one.method)}`);
  const sent = messages.map(({ channel, step, state, at }) => `- ${channel} (${step}), ${at}: ${state}`);
  return ['Earlier issues:', ...orNone(cases), 'Latest messages:', ...orNone(sent)].join('\n');
};

const how = (method: string | undefined): string => (method ? ` (${method})` : '');
const orNone = (lines: string[]): string[] => (lines.length > 0 ? lines : ['- none']);
