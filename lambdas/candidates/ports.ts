// The few functions the use cases need from the outside world. Fakes: adapters/memory-*.ts; contract suites: test/contract/.
import type { Candidate, CandidateState, ClosedReason, StoredCandidate } from './domain/candidate.ts';
import type { DecisionRecord, ReactiveRecord } from './domain/decision.ts';
import type { ContactFacts, CustomerFacts, FeatureFacts, ProductFacts, SupportFacts } from './domain/facts.ts';
import type { ModelVersion, Serving, ServingChange, ServingChoice } from './domain/models/serving.ts';
import type { DecisionCounts, SplitCounts, StoreCounts } from './domain/run/counts.ts';
import type { ChunkRef, RunContext, RunFailure, RunRecord } from './domain/run/run.ts';
import type { ModelSpec } from './domain/scoring/model-spec.ts';
import type { Explain } from './domain/scoring/tree-contributions.ts';

export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
export type QueryStatus = { state: QueryState; bytesScanned: number; runtimeMs: number; error?: string };

/** A data warehouse that can export a query's rows as gzipped JSON Lines, 16 parts by first hex digit of md5(customer). */
export type Warehouse = {
  /** Starts the export into the run's empty extract prefix. The same `token` never starts it twice. */
  startExport(request: {
    sql: string;
    parameters: string[];
    database: string;
    prefix: string;
    token: string;
  }): Promise<{ queryId: string }>;
  status(queryId: string): Promise<QueryStatus>;
  stop(queryId: string): Promise<void>;
};

/** The day's Parquet copy of scored candidates (Glue table `candidates_export`), made from its decision records. */
export type CandidateExports = {
  /** Deletes what an earlier export of the day left, so that UNLOAD finds an empty prefix. */
  clear(run: RunContext): Promise<void>;
  /** Starts the copy. The same `token` never starts it twice. */
  start(run: RunContext, token: string): Promise<{ queryId: string }>;
  /** Counts the rows of the copy in the warehouse. @throws TransientError when it takes too long */
  count(run: RunContext): Promise<number>;
};

/** The objects of a run in the data bucket (key layout: docs/architecture.md). All JSON Lines are gzipped. */
export type RunFiles = {
  extractPrefix(run: RunContext): string;
  /** Removes what an earlier try of this attempt left, so that UNLOAD finds an empty prefix. */
  clearExtract(run: RunContext): Promise<void>;
  /** Hex digits that have at least one object. */
  extractParts(run: RunContext): Promise<string[]>;
  /** One raw JSON text per row. Can be called twice (counting pass, splitting pass). */
  extractLines(run: RunContext, part: string): AsyncIterable<string>;
  /** A writer of one gzipped JSON Lines object; `close` finishes the upload. */
  openChunk(run: RunContext, chunk: string): LineWriter;
  openRejects(run: RunContext, part: string): LineWriter;
  writePart(run: RunContext, part: string, value: PartResult): Promise<void>;
  readParts(run: RunContext): Promise<PartResult[]>;
  writeManifest(run: RunContext, chunks: ChunkRef[]): Promise<string>;
  readManifest(run: RunContext): Promise<ChunkRef[]>;
  readChunk(run: RunContext, chunk: string): Promise<Candidate[]>;
  writeFiltered(run: RunContext, chunk: string, records: DecisionRecord[]): Promise<void>;
  readFiltered(run: RunContext, chunk: string): Promise<DecisionRecord[]>;
  writeDecisions(run: RunContext, chunk: string, records: DecisionRecord[]): Promise<void>;
  readDecisions(run: RunContext, chunk: string): Promise<DecisionRecord[]>;
  writeDecisionCounts(run: RunContext, chunk: string, counts: DecisionCounts): Promise<void>;
  readDecisionCounts(run: RunContext): Promise<DecisionCounts[]>;
  writeStoreCounts(run: RunContext, chunk: string, counts: StoreCounts): Promise<void>;
  readStoreCounts(run: RunContext): Promise<StoreCounts[]>;
  /** What went wrong with a chunk: a Map only tells that it failed. */
  writeChunkFailure(run: RunContext, chunk: string, failure: RunFailure): Promise<void>;
  readChunkFailures(run: RunContext): Promise<RunFailure[]>;
};
export type LineWriter = { write(line: string): Promise<void>; close(): Promise<void> };
export type PartResult = { part: string; counts: SplitCounts; chunks: ChunkRef[] };

/** The `runs` table: one lease per program and day, one record per attempt. */
export type RunLedger = {
  /** Takes the day's lease and numbers a new attempt. Taken over only if the holder's execution ended. @throws ConflictError */
  begin(request: Omit<RunContext, 'runId' | 'attempt'> & { startedAt: string }): Promise<RunContext>;
  get(runId: string): Promise<RunRecord | undefined>;
  /** The day's attempt over all marketplaces that was committed last. */
  committed(programId: string, day: string): Promise<RunRecord | undefined>;
  /** Newest first, attempts of every day. `nextToken` is opaque. */
  list(programId: string, page: { limit: number; nextToken?: string }): Promise<Page<RunRecord>>;
  update(runId: string, changes: Partial<Pick<RunRecord, 'stage' | 'judgement' | 'summary'>>): Promise<void>;
  hold(runId: string, taskToken: string): Promise<void>;
  /** Takes the token out for use, once. @throws ConflictError when not held, or released already */
  release(runId: string): Promise<{ taskToken: string }>;
  /** Ends the attempt and gives the lease back. */
  end(
    runId: string,
    end: { status: 'committed' | 'dry-run' | 'failed'; endedAt: string; failure?: RunFailure },
  ): Promise<void>;
};

export type Page<T> = { items: T[]; nextToken?: string };

/** Facts by key, de-duplicated and fetched 100 keys a call by the adapter. Absent keys are absent from the map. */
export type FactSource = {
  customers(ids: readonly string[]): Promise<ReadonlyMap<string, CustomerFacts>>;
  products(ids: readonly string[]): Promise<ReadonlyMap<string, ProductFacts>>;
  contacts(ids: readonly string[]): Promise<ReadonlyMap<string, ContactFacts>>;
  support(ids: readonly string[]): Promise<ReadonlyMap<string, SupportFacts>>;
  /** Of customers, of the feature group `engagement`. */
  features(ids: readonly string[]): Promise<ReadonlyMap<string, FeatureFacts>>;
};

/** Online feature store. Key of the map: `<entity>#<id>`; value: numbers by feature name, over all asked groups. */
export type FeatureStore = {
  fetch(
    keys: readonly { entity: 'customer' | 'product'; id: string; group: string }[],
  ): Promise<ReadonlyMap<string, Record<string, number>>>;
};

/**
 * Scores rows of features, in the order of the model's columns. `explain`: exact contributions, where the model is at hand
 * (`model://`). @throws TransientError when the provider is away
 */
export type ScoringProvider = {
  version: string;
  score(rows: readonly (readonly number[])[]): Promise<number[]>;
  explain?: Explain;
};

/**
 * Opens what an endpoint names: `sagemaker://name`, `model://name`, `constant://0.4`. `spec` is the model's features.json.
 * `version`: of `model://` and `spec`; left out: the current one, by the registry or else as deployed with the code.
 */
export type ScoringProviders = {
  /** Which versions of a model serve now; not known to the registry: undefined. At most a minute old. */
  serving(modelId: string): Promise<ServingChoice | undefined>;
  spec(modelId: string, version?: string): Promise<ModelSpec>;
  open(endpoint: string, version?: string): Promise<ScoringProvider>;
};

/** Versions of models and which of them serve (table `models`). */
export type ModelRegistry = {
  serving(modelId: string): Promise<Serving | undefined>;
  version(modelId: string, version: string): Promise<ModelVersion | undefined>;
  /** Trained last first. */
  versions(modelId: string): Promise<ModelVersion[]>;
  /** Never changes a version that is there. */
  register(version: ModelVersion): Promise<'registered' | 'known'>;
  /** One transaction: who serves, if nobody changed it since it was read (revision 1: if there is none), and the versions' states. */
  save(change: ServingChange): Promise<'saved' | 'conflict'>;
  /** A version that does not serve takes a state, such as `rejected` with why. */
  mark(modelId: string, version: string, state: { state: ModelVersion['state']; reason: string }): Promise<void>;
};

/** Scores by cache key (customer, subject, model version, feature hash); entries live for the program's cache TTL. */
export type ScoreCache = {
  get(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  put(entries: readonly { key: string; score: number }[], ttlDays: number): Promise<void>;
};

export type CandidateKey = { customerId: string; programId: string; subject: string };
export type PutOutcome = 'inserted' | 'refreshed' | 'unchanged';

export type CandidateStore = {
  /** Inserts new ones, refreshes those still `active`, leaves all others as they are. Outcomes in input order. */
  putAll(candidates: readonly StoredCandidate[]): Promise<PutOutcome[]>;
  get(key: CandidateKey): Promise<StoredCandidate | undefined>;
  forCustomer(customerId: string, programId: string): Promise<StoredCandidate[]>;
  /** Strictly by score, then key, descending; merged over shards and marketplaces behind an opaque cursor. */
  forChannel(query: ChannelQuery): Promise<Page<StoredCandidate>>;
  /** Conditional on `from`; removes serving items when the candidate leaves `active`. @throws ConflictError */
  transition(
    key: CandidateKey,
    change: { from: CandidateState; to: CandidateState; closedReason?: ClosedReason; at: string },
  ): Promise<StoredCandidate>;
};
export type ChannelQuery = {
  programId: string;
  channel: string;
  marketplaces: readonly string[];
  shards: number;
  minScore: number;
  limit: number;
  nextToken?: string;
};

/** Decisions made outside a batch (state changes by hand; later: reactive and policy outcomes). */
export type DecisionLog = {
  append(entry: DecisionLogEntry): Promise<void>;
  forCustomer(customerId: string, programId: string): Promise<DecisionLogEntry[]>;
};
/** A decision about an event. `at`: the event's time, so that the same event twice is one decision. */
export type ReactiveDecision = {
  customerId: string;
  programId: string;
  subject: string;
  at: string;
  record: ReactiveRecord;
};
export type ReactiveDecisions = {
  record(decision: ReactiveDecision): Promise<void>;
  /** Oldest first. */
  forCustomer(customerId: string, programId: string): Promise<ReactiveDecision[]>;
};
export type DecisionLogEntry = {
  customerId: string;
  programId: string;
  subject: string;
  at: string;
  kind: string;
  reason: string;
  by: string;
};

/** Tells watchers how a run is getting on. Best effort: it never fails a run. */
export type ProgressPublisher = { publish(event: RunProgress): Promise<void> };
export type RunProgress = { runId: string; programId: string; stage: string; message: string; at: string };

/** Starts and inspects executions of the batch state machine. */
export type Executions = {
  start(input: {
    programId: string;
    day?: string;
    dryRun?: boolean;
    marketplaces?: string[];
  }): Promise<{ executionArn: string }>;
  hasEnded(executionArn: string): Promise<boolean>;
  succeedTask(taskToken: string, output: unknown): Promise<void>;
};
