// The few functions reports need from outside. Fakes: adapters/memory-*.ts; contract suites: test/contract/.
import type { DeliveryFigures } from '../delivery/index.ts';
import type { ExpirySample } from './domain/expiry/expiry-figures.ts';
import type { CaseFacts, MessageFacts, Rating, TicketFacts } from './domain/figures/facts.ts';

/** Reports, and rows for Athena, in the data bucket (keys: domain/jobs/report-keys.ts). */
export type ReportFiles = {
  /** Absent: undefined. */
  getJson(key: string): Promise<unknown>;
  putJson(key: string, value: unknown): Promise<void>;
  putHtml(key: string, html: string): Promise<void>;
  /** One gzipped JSON Lines object. */
  putRows(key: string, rows: readonly unknown[]): Promise<void>;
  /** Absent: undefined. */
  getRows(key: string): Promise<unknown[] | undefined>;
  /**
   * Makes these rows all that lies under a prefix, in gzipped JSON Lines objects of at most 5,000; what an earlier run left
   * beyond them is removed. Resolves with the number of rows.
   */
  replaceRows(prefix: string, pages: AsyncIterable<readonly unknown[]>): Promise<number>;
};

/** Cases opened on a day (yyyy-mm-dd, UTC), whatever became of them (issues: IssueBook). */
export type Cases = { ofDay(programId: string, day: string): AsyncIterable<CaseFacts[]> };

/** Tickets of the support team (callbacks: CallbackBook). */
export type Tickets = {
  /** Calls asked for on a day; no escalations. */
  ofDay(programId: string, day: string): AsyncIterable<TicketFacts[]>;
  /** By id, calls and escalations; what is not there is left out. */
  getMany(callbackIds: readonly string[]): Promise<TicketFacts[]>;
};

/** All messages of cases, whenever they were made or delivered (delivery: NotificationLedger). */
export type CaseMessages = { of(issues: readonly CaseFacts[]): Promise<MessageFacts[]> };

/**
 * When the issue of each case was last seen, by case id, as far as decisions tell: of errors that came after a case was closed and
 * opened no other (candidates: ReactiveDecisions).
 */
export type LaterErrors = { of(issues: readonly CaseFacts[]): Promise<ReadonlyMap<string, string>> };

/** Messages of a program created in [from, to), whatever became of them (delivery: NotificationLedger). */
export type Messages = {
  created(query: { programId: string; from: string; to: string }): AsyncIterable<MessageFacts[]>;
};

/** A reactive decision as the table `decisions` keeps it: a DecisionRecord without a run (candidates). */
export type ReactiveDecision = {
  outcome: 'rejected' | 'passed' | 'scored';
  rejectedBy?: string;
  reason?: string;
  [field: string]: unknown;
};
export type DecisionDays = { ofDay(programId: string, day: string): AsyncIterable<ReactiveDecision[]> };

/** What became of the messages of a program that were created on a day, until now (delivery: its campaigns' report). */
export type DayReports = { ofDay(programId: string, day: string): Promise<DeliveryFigures> };

/** A batch run in numbers (candidates: RunRecord). `stored` is absent while it runs, when it failed, and in a dry run. */
export type RunFacts = {
  runId: string;
  status: string;
  candidates?: number;
  passed?: number;
  stored?: number;
  costUsd?: number;
};
export type Runs = { startedOn(programId: string, day: string): Promise<RunFacts[]> };

/** Ratings by what they are about (lambdas/issues: RatedSubject); who did not answer is absent. */
export type Ratings = { of(subjects: readonly string[]): Promise<ReadonlyMap<string, Rating>> };

/** Stars by `<productId>#<customerId>`; who wrote no review is absent. */
export type Stars = {
  of(reviews: readonly { productId: string; customerId: string }[]): Promise<ReadonlyMap<string, number>>;
};

/** Who closed the account, of those asked for, and when (ISO 8601), where the customer's record says so. */
export type Closings = { of(customerIds: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> };

/** The product team's topic. @throws TransientError */
export type ProductAlerts = { publish(message: { subject: string; text: string }): Promise<void> };

export type ExpiringTable = { name: string; table: string; attribute: string };
export type TableSamples = {
  /** Looks at about `limit` items, spread over the table, for those that expired before `before` (epoch seconds); `seed` (0 to 1) chooses where. */
  sample(table: ExpiringTable, look: { before: number; limit: number; seed: number }): Promise<ExpirySample>;
};

/** Queries that write a training set to S3. The same `token` never starts one twice. */
export type TrainingQueries = {
  /** @param prefix key prefix in the data bucket, empty. Resolves with the query's id. */
  start(query: { sql: string; prefix: string; token: string }): Promise<string>;
  state(queryId: string): Promise<{ state: 'running' | 'done' | 'failed'; reason?: string }>;
};

/** Objects of training sets and models in the data bucket. */
export type TrainingFiles = {
  get(key: string): Promise<Buffer | undefined>;
  put(key: string, body: Buffer | string): Promise<void>;
  list(prefix: string): Promise<string[]>;
  removeAll(prefix: string): Promise<void>;
};

/** `train`, `specification`, `output`: key prefixes. `code`: key of a tar.gz that holds `program`. Parameters as texts. */
export type TrainingJob = {
  name: string;
  train: string;
  specification: string;
  output: string;
  code: string;
  program: string;
  parameters: Record<string, string>;
};
/** `artifact`: key of the model's tar.gz. */
export type TrainingState =
  | { state: 'running' }
  | { state: 'done'; artifact: string }
  | { state: 'failed'; reason: string };
export type TrainingJobs = {
  /** Starting a job that is there already changes nothing. */
  start(job: TrainingJob): Promise<void>;
  /** @throws NotFoundError */
  state(name: string): Promise<TrainingState>;
};
