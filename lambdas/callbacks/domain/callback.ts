// A promise to help in person: a call the customer asked for, or a case handed to the support team (docs/architecture.md).
import { createHash } from 'node:crypto';

/** `requested`: promised; `assigned`: an agent has it; ends: `done`, `failed` (not reached, or refused), `cancelled`. */
export type CallbackState = 'requested' | 'assigned' | 'seen' | 'called' | 'done' | 'failed' | 'cancelled';
export const callbackOutcomes = ['solved', 'not-solved', 'not-reached'] as const;
export type CallbackOutcome = (typeof callbackOutcomes)[number];
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent';

/**
 * What has to be looked at next, and when: whether there is a ticket, whether it was seen, whether the customer was called,
 * how the case of an escalation or of an overdue call stands, whether its own end was told to everybody. `tries`: how often
 * a ticket was asked for again, or a case found as it was.
 */
export type Check = { what: 'ticket' | 'seen' | 'called' | 'case' | 'settle'; at: string; tries?: number };
export type Escalated = { action: 'escalate-to-support' | 'escalate-to-manager'; ruleId: string };

/** Times are ISO 8601. */
export type Callback = {
  callbackId: string;
  kind: 'call' | 'escalation';
  caseId: string;
  /** Counts the calls of a case, or the escalations by one rule, from 1: who was not helped may ask again. */
  round: number;
  customerId: string;
  programId: string;
  issueType: string;
  state: CallbackState;
  priority: TicketPriority;
  /** E.164; taken away when the callback ends. Escalations have none. */
  phone?: string;
  wishedAt?: string;
  /** IANA zone and BCP 47 language of the customer. */
  zone: string;
  language: string;
  requestedAt: string;
  /** When it must have been seen and called at the latest, calling hours counted. */
  seenBy: string;
  calledBy: string;
  check?: Check;
  ticketId?: string;
  /** The latest update of the ticket that was taken, by the support system's clock. */
  toldAt?: string;
  agentId?: string;
  agentName?: string;
  /** When each state was reached. */
  date: Partial<Record<CallbackState, string>>;
  /** Deadlines missed that the support team was reminded of. */
  reminded: ('seen' | 'called')[];
  escalatedAt?: string;
  escalation?: Escalated;
  outcome?: CallbackOutcome;
  compensationUsd?: number;
  /** Minutes on the phone, as the agent said. */
  minutes?: number;
  reason?: string;
  /** What follows from the end (case closed, customer asked) has been handed on. */
  settledAt?: string;
  updatedAt: string;
  /** Counts writes; every write is conditional on the one it has read. */
  revision: number;
  /** Epoch seconds. */
  expiresAt: number;
};

const idOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** One call per case at a time: asking twice is asking once. */
export const callbackIdOf = (caseId: string, round: number): string => idOf('call', caseId, String(round));

/** How often a rule escalates a case: once, and again when the case was closed and opened anew. */
export const mostEscalationRounds = 3;

/** One escalation per case, rule and round. */
export const escalationIdOf = (caseId: string, ruleId: string, round = 1): string =>
  round === 1 ? idOf('escalation', caseId, ruleId) : idOf('escalation', caseId, ruleId, String(round));

const ends: readonly CallbackState[] = ['done', 'failed', 'cancelled'];
export const hasEnded = ({ state }: Pick<Callback, 'state'>): boolean => ends.includes(state);
