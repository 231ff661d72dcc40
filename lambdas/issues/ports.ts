// The few functions the reactive path needs from outside. Fakes: adapters/memory-*.ts.
import type { StoredCandidate } from '../candidates/index.ts';
import type { CaseEntry, IssueCase } from './domain/issue-case.ts';

export type Page<T> = { items: T[]; nextToken?: string };

/** Who holds an issue of a customer: the latest episode. Absent: never seen, or expired. */
export type IssueClaim = {
  episode: number;
  caseId: string;
  eventId: string;
  openedAt: string;
  resolvedAt?: string;
  expiresAt: number;
};

export type IssueKey = { customerId: string; issueType: string; programId: string };

/** Claims, cases and their timelines (table `issues`). */
export type IssueBook = {
  claim(key: IssueKey): Promise<IssueClaim | undefined>;
  /**
   * One transaction: candidate, claim, case (with its hand-over) and first entry. Only if the claim is still `seen`
   * (absent, expired, or the resolved one).
   */
  open(request: {
    seen: IssueClaim | undefined;
    issue: IssueCase;
    candidate: StoredCandidate;
    entry: CaseEntry;
    shards: number;
  }): Promise<'opened' | 'conflict'>;
  /** Strongly consistent. */
  get(caseId: string): Promise<IssueCase | undefined>;
  timeline(caseId: string): Promise<CaseEntry[]>;
  /**
   * The case at the next revision together with entries of its timeline, in one transaction; a closed one gives its
   * claim `resolvedAt`. 'conflict' when it is no longer the revision that was read.
   */
  save(next: IssueCase, entries: readonly CaseEntry[]): Promise<'saved' | 'conflict'>;
  /** One more error of an open case: counts it and keeps the latest time and version. No revision, no entry. */
  sight(caseId: string, error: { at: string; appVersion: string; errorCount: number }): Promise<void>;
  /** Newest first. */
  forCustomer(customerId: string, page: { limit: number; nextToken?: string }): Promise<Page<IssueCase>>;
  /** Not closed, opened before; a page at a time. */
  unresolved(query: { programId: string; openedBefore: string }): AsyncIterable<IssueCase[]>;
  /** Opened on a day (yyyy-mm-dd, UTC), whatever became of them. */
  ofDay(programId: string, day: string): AsyncIterable<IssueCase[]>;
  /** Case ids whose hand-over has been open since before. */
  leftOpen(before: string): Promise<string[]>;
};
