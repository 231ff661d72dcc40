// The few functions callbacks need from outside. Fakes: adapters/memory-*.ts.
import type { IssueCase } from '../issues/index.ts';
import type { Callback } from './domain/callback.ts';
import type { Agent } from './domain/choose-agent.ts';
import type { SupportFacts, SupportRecord } from './domain/support-facts.ts';
import type { Ticket, TicketDraft } from './domain/ticket.ts';

/** Callbacks, and how many each agent has open (table `callbacks`). */
export type CallbackBook = {
  create(callback: Callback): Promise<'created' | 'exists'>;
  /** Strongly consistent. */
  get(callbackId: string): Promise<Callback | undefined>;
  /** Strongly consistent. What is not there is left out; in any order. */
  getMany(callbackIds: readonly string[]): Promise<Callback[]>;
  /**
   * `next` is one revision above `seen`, which must still be stored. In the same transaction the agents' loads follow: an
   * open callback is its agent's, an ended one nobody's.
   */
  save(seen: Callback, next: Callback): Promise<'saved' | 'conflict'>;
  /** Ids whose check is due at or before `at`, earliest first; at most 500. */
  due(at: string): Promise<string[]>;
  byTicket(ticketId: string): Promise<string | undefined>;
  /** Calls (no escalations) asked for on a day (yyyy-mm-dd, UTC), a page at a time. */
  ofDay(programId: string, day: string): AsyncIterable<Callback[]>;
  /** Open callbacks by agent; an agent who never had one is left out. */
  loads(agentIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
};

/** Webhooks that were taken, by the ids they came with. Ids are forgotten after a day. */
export type WebhookLog = {
  /** `done`: one of the ids was taken before. A webhook whose processing broke off is new again. */
  begin(ids: readonly string[]): Promise<'new' | 'done'>;
  finish(ids: readonly string[]): Promise<void>;
};

/** What the support system knows of a customer (table `support`). */
export type SupportFactsBook = {
  get(customerId: string): Promise<SupportFacts>;
  /** Reads, changes purely, writes; again when somebody was faster. @throws TransientError when others keep being faster */
  update(customerId: string, change: (record: SupportRecord) => SupportRecord): Promise<void>;
};

/** `tag`: set with the note, by which the same note is never written twice. */
export type TicketNote = {
  tag: string;
  note: string;
  priority?: Callback['priority'];
  assigneeId?: string;
  solved?: boolean;
};

/** `updatedAt`: of the ticket with its note, by the support system's clock. */
export type TicketNoted = { kind: 'noted'; updatedAt: string } | { kind: 'already' | 'over' };

/**
 * The support system. @throws TransientError while it is busy or away, or refuses our key (`SupportBusyError` when it said how
 * long to wait) @throws SupportRefusedError for what it will never take
 */
export type SupportDesk = {
  /** All agents, their load aside. */
  agents(): Promise<Omit<Agent, 'load'>[]>;
  /** The ticket of this external id: found, or made once, however often it is asked for. */
  open(draft: TicketDraft): Promise<Ticket>;
  /** Adds an internal note once. `over`: the ticket is closed or gone. */
  note(ticketId: string, note: TicketNote): Promise<TicketNoted>;
};

export type QueueMessage =
  | { kind: 'call'; callbackId: string }
  | { kind: 'escalation'; caseId: string; action: 'escalate-to-support' | 'escalate-to-manager'; ruleId: string };
/** The queue `callbacks`. */
export type CallbackQueue = {
  send(message: QueueMessage): Promise<void>;
  /** When a message that failed comes again. */
  delay(receiptHandle: string, seconds: number): Promise<void>;
};

/** Cases, as far as callbacks are concerned. */
export type Cases = {
  get(caseId: string): Promise<IssueCase | undefined>;
  /** Newest first. */
  forCustomer(customerId: string, page: { limit: number }): Promise<{ items: IssueCase[] }>;
};
