// The few functions the reactive path needs from outside. Fakes: adapters/memory-*.ts.
import type { ReactiveDecision, RunFailure, Scalar, StoredCandidate } from '../candidates/index.ts';
import type { ReactiveProgram } from '../shared/programs/reactive-program-schema.ts';
import type { RefusalReason } from './domain/error-event.ts';
import type { CaseEntry, Escalation, IssueCase, Risk } from './domain/issue-case.ts';
import type { Rating } from './domain/rating.ts';

export type Page<T> = { items: T[]; nextToken?: string };

/**
 * Who holds an issue of a customer: the latest episode, also one whose time is over (`expiresAt`, epoch seconds, says so),
 * because the next one counts on from it.
 */
export type IssueClaim = {
  episode: number;
  caseId: string;
  eventId: string;
  openedAt: string;
  /** Errors until then are history: the end of a closed episode, or since when nothing was heard where that ended it. */
  resolvedAt?: string;
  /** `resolvedAt` of the episode before. */
  historyUntil?: string;
  expiresAt: number;
};

export type IssueKey = { customerId: string; issueType: string; programId: string };

/** Claims, cases and their timelines (table `issues`). */
export type IssueBook = {
  claim(key: IssueKey): Promise<IssueClaim | undefined>;
  /**
   * One transaction: candidate, claim, case (with its hand-over), first entry and the decision that led to it. Only if the
   * claim is still `seen`, and the candidate is no open one of this episode. `claimUntil`: epoch seconds.
   */
  open(request: {
    seen: IssueClaim | undefined;
    issue: IssueCase;
    candidate: StoredCandidate;
    entry: CaseEntry;
    decision: ReactiveDecision;
    shards: number;
    claimUntil: number;
  }): Promise<'opened' | 'conflict'>;
  /** Strongly consistent. */
  get(caseId: string): Promise<IssueCase | undefined>;
  timeline(caseId: string): Promise<CaseEntry[]>;
  /**
   * The case at the next revision together with entries of its timeline, in one transaction; a closed one gives its
   * claim `resolvedAt`, and one that its customer opened again takes it away. 'conflict' when it is no longer the
   * revision that was read.
   * @param unheard only if no later error was counted since it was read: `sight` changes no revision
   */
  save(next: IssueCase, entries: readonly CaseEntry[], unheard?: 'unheard'): Promise<'saved' | 'conflict'>;
  /**
   * One more event of an open case: counts it, once, keeps the latest time, version and error count, and lengthens the
   * claim. No revision, no entry. `known`: it was counted before; 'conflict': the claim is no longer open, or another
   * case's.
   */
  sight(of: IssueKey & { caseId: string }, error: SightedError): Promise<'counted' | 'known' | 'conflict'>;
  /** Newest first. */
  forCustomer(customerId: string, page: { limit: number; nextToken?: string }): Promise<Page<IssueCase>>;
  /** Not closed, opened before; a page at a time. */
  unresolved(query: { programId: string; openedBefore: string }): AsyncIterable<IssueCase[]>;
  /** Opened on a day (yyyy-mm-dd, UTC), whatever became of them. */
  ofDay(programId: string, day: string): AsyncIterable<IssueCase[]>;
  /** Case ids whose hand-over has been open since before. */
  leftOpen(before: string): Promise<string[]>;
};

/** `claimUntil`: epoch seconds; when the issue is over if no more of it is seen. */
export type SightedError = {
  eventId: string;
  at: string;
  appVersion: string;
  errorCount: number;
  claimUntil: number;
};

export type RiskRequest = {
  program: ReactiveProgram;
  customerId: string;
  /** What the event says, as on the candidate: errorType, errorCount, timeWindowHours, appVersion, deviceType, severity, known … */
  attributes: Record<string, Scalar>;
  /** The customer's features by name, over all groups that `groups` named; empty when the customer has none. */
  features: Record<string, number>;
};
/**
 * `features`: as given to the risk model, or as they would have been had it answered; event features included. `defaulted`: those
 * that took the model's default. `fallback`: scored the risk or what it is compared with, the baseline (`risk.fallback`: the risk itself).
 */
export type Assessment = { risk: Risk; features: Record<string, number>; defaulted: string[]; fallback: boolean };

/** The customer's churn risk with this error, beside what it was without. Never throws for a model that is away. */
export type RiskScorer = {
  /** Groups of the customer's features that both models want; known before the first event comes. */
  groups(program: ReactiveProgram): Promise<readonly string[]>;
  /** Within the program's time budget, by the declared fallback after it; `fallback` says so. */
  assess(request: RiskRequest): Promise<Assessment>;
};

/** Programs of kind `reactive` as deployed and enabled. */
export type ReactivePrograms = {
  enabled(): Promise<{ hash: string; program: ReactiveProgram }[]>;
};

/** What somebody must hear of: one escalation per case and rule, whoever asks how often. */
export type EscalationMessage = { kind: 'escalation'; caseId: string } & Omit<Escalation, 'at'>;
/** The way to the support desk (queue `callbacks`). */
export type EscalationQueue = { send(messages: readonly EscalationMessage[]): Promise<void> };

/** Lists of cases that an execution hands from step to step, in the data bucket. */
export type CaseLists = {
  /** @returns the key */
  write(list: { programId: string; at: string; number: number }, caseIds: readonly string[]): Promise<string>;
  /** @throws NotFoundError */
  read(key: string): Promise<string[]>;
  /** Why an execution failed, by its name. */
  writeFailure(execution: string, failure: RunFailure): Promise<void>;
};

/** What customers answered about cases and calls, by `RatedSubject.key`; who did not answer is absent. */
export type Ratings = { of(subjects: readonly string[]): Promise<ReadonlyMap<string, Rating>> };

/** An event that was refused, as it came. `problem`: which fields, and why. */
export type RejectedEvent = {
  programId: string;
  reason: RefusalReason;
  problem: string;
  receivedAt: string;
  event: unknown;
};
/** Keeps refused events for a person to look at, or to send again: none is ever thrown away. */
export type EventRejects = {
  /** The same event twice is kept once. @returns where */
  keep(rejected: RejectedEvent): Promise<string>;
};
