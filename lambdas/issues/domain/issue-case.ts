// One episode of a customer's issue, from its first error to its end (docs/architecture.md, From an error to help).
import { hash } from 'node:crypto';
import type { Severity, SolutionStep } from '../../shared/programs/reactive-program-schema.ts';

/** `open`: help is on its way or there; `engaged`: the customer chose a step; `calling`: a call was asked for; `closed`. */
export type CaseState = 'open' | 'engaged' | 'calling' | 'closed';
export type ClosedHow = {
  reason: 'resolved' | 'expired' | 'withdrawn';
  /** Who or what resolved it: the customer on the page, silence of the updated version, an agent on the phone. */
  method?: 'self-service' | 'no-further-error' | 'agent';
  at: string;
  /** Closed because nothing was heard: since when. An error after it says otherwise, however late it is reported. */
  quietSince?: string;
};
/** What happened until then belongs to the episode that was closed, or to an earlier one. */
export const historyUntil = ({ at, quietSince }: ClosedHow): string => quietSince ?? at;

/** Known: the catalogue has a fix for this app version. `steps`: the first is recommended. */
export type Fix = { known: boolean; toVersion?: string; steps: SolutionStep[]; page?: string };
/** `ratio` = score / baseline. `top`: the features that moved the score most (log odds), signed. */
export type Risk = {
  score: number;
  baseline: number;
  ratio: number;
  confidence: 'high' | 'medium' | 'low';
  modelVersion: string;
  scoredBy: string;
  fallback: boolean;
  top: { feature: string; value: number; contribution: number }[];
};
export type Escalation = { ruleId: string; action: 'escalate-to-support' | 'escalate-to-manager'; at: string };

/** Times are ISO 8601. */
export type IssueCase = {
  caseId: string;
  customerId: string;
  programId: string;
  programHash: string;
  issueType: string;
  episode: number;
  severity: Severity;
  marketplace: string;
  locale: string;
  zone: string;
  errorType: string;
  appVersion: string;
  deviceType: string;
  errorCount: number;
  eventId: string;
  fix: Fix;
  risk: Risk;
  state: CaseState;
  closed?: ClosedHow;
  /** When the error happened whose event opened it: apps report late, at the next launch. */
  firstErrorAt: string;
  /** When the event was handled. What counts from the help, counts from here. */
  openedAt: string;
  updatedAt: string;
  /** What the customer chose last on the page, and when. */
  chosen?: { step: SolutionStep; at: string };
  /** The customer said that it is still broken, and has chosen nothing since. */
  stillBrokenAt?: string;
  /** Events of this issue, the first included: how many, when last, of which app version. Written by `IssueBook.sight` only. */
  sightings: number;
  lastErrorAt: string;
  lastErrorVersion: string;
  channels: string[];
  notificationIds: string[];
  callbackId?: string;
  escalations: Escalation[];
  /**
   * While something still has to be handed over: since when. Of an open case its messages, taken away when delivery has
   * them; of a closed one its end (candidate, outcome, satisfaction): handlers/resolution/settle-closed.ts.
   */
  handoverAt?: string;
  /** Counts writes; every write is conditional on the one it has read. */
  revision: number;
  /** Epoch seconds. */
  expiresAt: number;
};

/** One line of a case's timeline. `kind`: a stable code such as `opened`, `chose`, `fixed`, `escalated`. No contact points. */
export type CaseEntry = {
  at: string;
  kind: string;
  by: 'customer' | 'herald' | 'agent' | 'support-system';
  detail?: Record<string, string | number | boolean>;
};

type CaseKey = { customerId: string; issueType: string; programId: string; episode: number };

/** 32 hex digits of SHA-256 over customer, issue type, program and episode. */
export const caseIdOf = ({ customerId, issueType, programId, episode }: CaseKey): string =>
  hash('sha256', JSON.stringify([customerId, issueType, programId, episode])).slice(0, 32);

/** Whether the latest thing that happened to an open case is that its customer said it is still broken. */
export const isBrokenAnew = ({ state, stillBrokenAt, updatedAt }: IssueCase): boolean =>
  state !== 'closed' && stillBrokenAt !== undefined && stillBrokenAt === updatedAt;

/** What makes a repeat legitimate: the occasion of candidate and notifications. */
export const occasionOf = (episode: number): string => `episode-${episode}`;

/** The case a notification of this program belongs to; nothing when its occasion is no episode. */
export const caseIdOfNotification = (notification: {
  customerId: string;
  programId: string;
  subject: string;
  occasion: string;
}): string | undefined => {
  const episode = Number(/^episode-(\d+)$/.exec(notification.occasion)?.[1]);
  if (!Number.isInteger(episode)) return undefined;
  const { customerId, programId, subject: issueType } = notification;
  return caseIdOf({ customerId, programId, issueType, episode });
};
