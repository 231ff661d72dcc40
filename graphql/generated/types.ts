// Generated from graphql/schema.graphql by scripts/graphql/generate-types.ts. Do not edit.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDate: { input: string; output: string; }
  AWSDateTime: { input: string; output: string; }
  AWSTimestamp: { input: number; output: number; }
  AWSJSON: { input: string; output: string; }
};

export type Query = {
  __typename?: 'Query';
  /** Candidates eligible for a channel, strictly by score, highest first, merged over shards and, when none is given, marketplaces. Pages of at most 100; a page may be short while a run is being stored: go on as long as there is a nextToken. */
  candidatesForChannel: CandidatePage;
  /** A customer's candidates in one program or in all, highest score first; at most `limit` (100). */
  candidatesForCustomer: Array<Candidate>;
  /** One candidate, in whatever state; null if there is none. */
  candidate?: Maybe<Candidate>;
  /** Why did, or didn't, this customer become a candidate in a run? Without `runId`: the latest finished run. */
  why: Explanation;
  programs: Array<Program>;
  program?: Maybe<Program>;
  run?: Maybe<Run>;
  /** Runs of a program, newest first. Pages of at most 100. */
  runs: RunPage;
};


export type QueryCandidatesForChannelArgs = {
  programId: Scalars['ID']['input'];
  channel: Scalars['String']['input'];
  marketplace?: InputMaybe<Scalars['String']['input']>;
  minScore?: InputMaybe<Scalars['Float']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCandidatesForCustomerArgs = {
  customerId: Scalars['ID']['input'];
  programId?: InputMaybe<Scalars['ID']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCandidateArgs = {
  customerId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  subject: Scalars['ID']['input'];
};


export type QueryWhyArgs = {
  customerId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  subject?: InputMaybe<Scalars['ID']['input']>;
  runId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryProgramArgs = {
  programId: Scalars['ID']['input'];
};


export type QueryRunArgs = {
  runId: Scalars['ID']['input'];
};


export type QueryRunsArgs = {
  programId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Starts the batch of a program. `day`: yyyy-mm-dd, UTC; default yesterday. A dry run stores nothing. */
  startRun: StartedRun;
  /** Lets a held run go on. Works once; a second time is a ConflictError. */
  releaseRun: Run;
  /** Moves a candidate by hand along an allowed transition and records who did it and why. `closedReason`: when closing. */
  setCandidateState: Candidate;
  /** For the steps of a run only (NONE data source): what subscribers of runProgress get. */
  publishRunProgress: RunProgress;
};


export type MutationStartRunArgs = {
  programId: Scalars['ID']['input'];
  day?: InputMaybe<Scalars['String']['input']>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  marketplaces?: InputMaybe<Array<Scalars['String']['input']>>;
};


export type MutationReleaseRunArgs = {
  runId: Scalars['ID']['input'];
};


export type MutationSetCandidateStateArgs = {
  customerId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  subject: Scalars['ID']['input'];
  to: CandidateState;
  closedReason?: InputMaybe<ClosedReason>;
  reason: Scalars['String']['input'];
};


export type MutationPublishRunProgressArgs = {
  runId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  stage: Scalars['String']['input'];
  message: Scalars['String']['input'];
  at: Scalars['AWSDateTime']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** How runs of a program, or one run, are getting on. */
  runProgress?: Maybe<RunProgress>;
};


export type SubscriptionRunProgressArgs = {
  programId: Scalars['ID']['input'];
  runId?: InputMaybe<Scalars['ID']['input']>;
};

export type CandidateState =
  | 'active'
  | 'contacted'
  | 'engaged'
  | 'closed';

export type ClosedReason =
  | 'consumed'
  | 'resolved'
  | 'escalated'
  | 'expired'
  | 'withdrawn';

export type Band =
  | 'high'
  | 'medium'
  | 'low';

/** `dry_run`: finished without storing. */
export type RunStatus =
  | 'running'
  | 'held'
  | 'committed'
  | 'dry_run'
  | 'failed';

export type Outcome =
  | 'rejected'
  | 'passed'
  | 'scored';

/** A customer, a program and a subject that may deserve an act. `score`: the chance, 0 to 1, that the act succeeds. */
export type Candidate = {
  __typename?: 'Candidate';
  customerId: Scalars['ID']['output'];
  programId: Scalars['ID']['output'];
  subject: Scalars['ID']['output'];
  occasion: Scalars['String']['output'];
  marketplace: Scalars['String']['output'];
  eventTime: Scalars['AWSDateTime']['output'];
  day: Scalars['AWSDate']['output'];
  runId: Scalars['ID']['output'];
  programHash: Scalars['String']['output'];
  state: CandidateState;
  closedReason?: Maybe<ClosedReason>;
  score: Scalars['Float']['output'];
  band: Band;
  modelVersion: Scalars['String']['output'];
  channels: Array<Scalars['String']['output']>;
  /** What the warehouse knew, by attribute. */
  attributes: Scalars['AWSJSON']['output'];
  createdAt: Scalars['AWSDateTime']['output'];
  updatedAt: Scalars['AWSDateTime']['output'];
  /** Epoch seconds. */
  expiresAt: Scalars['AWSTimestamp']['output'];
};

export type CandidatePage = {
  __typename?: 'CandidatePage';
  items: Array<Candidate>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Explanation = {
  __typename?: 'Explanation';
  customerId: Scalars['ID']['output'];
  programId: Scalars['ID']['output'];
  run: Run;
  /** One per subject of the customer in the run, stored or rejected. */
  decisions: Array<Decision>;
  /** What was decided outside a run, oldest first: state changes by hand. */
  log: Array<DecisionLogEntry>;
};

export type Decision = {
  __typename?: 'Decision';
  subject: Scalars['ID']['output'];
  occasion: Scalars['String']['output'];
  marketplace: Scalars['String']['output'];
  eventTime: Scalars['AWSDateTime']['output'];
  /** When the facts were taken: the run's asOf. */
  decidedAt: Scalars['AWSDateTime']['output'];
  programHash: Scalars['String']['output'];
  outcome: Outcome;
  /** The filter that rejected it, and its reason. */
  rejectedBy?: Maybe<Scalars['String']['output']>;
  reason?: Maybe<Scalars['String']['output']>;
  verdicts: Array<Verdict>;
  score?: Maybe<Score>;
  attributes: Scalars['AWSJSON']['output'];
  /** The candidate as it is now, if there is one. */
  candidate?: Maybe<Candidate>;
};

export type Verdict = {
  __typename?: 'Verdict';
  filterId: Scalars['String']['output'];
  type: Scalars['String']['output'];
  passed: Scalars['Boolean']['output'];
  reason: Scalars['String']['output'];
  /** The facts the filter used, by name. */
  facts: Scalars['AWSJSON']['output'];
};

export type Score = {
  __typename?: 'Score';
  value: Scalars['Float']['output'];
  band: Band;
  /** The endpoint that answered; the fallback's, if it stood in. */
  scoredBy: Scalars['String']['output'];
  modelVersion: Scalars['String']['output'];
  fallback: Scalars['Boolean']['output'];
  cached: Scalars['Boolean']['output'];
  /** As given to the model, by name. */
  features: Scalars['AWSJSON']['output'];
  /** Features that took the model's default. */
  defaulted: Array<Scalars['String']['output']>;
};

export type DecisionLogEntry = {
  __typename?: 'DecisionLogEntry';
  subject: Scalars['ID']['output'];
  at: Scalars['AWSDateTime']['output'];
  kind: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  by: Scalars['String']['output'];
};

export type Program = {
  __typename?: 'Program';
  programId: Scalars['ID']['output'];
  programName: Scalars['String']['output'];
  /** SHA-256 of the program file in force. */
  hash: Scalars['String']['output'];
  enabled: Scalars['Boolean']['output'];
  marketplaces: Array<Scalars['String']['output']>;
  subject: Scalars['String']['output'];
  filters: Array<ProgramFilter>;
  scoringModel: ScoringModel;
  channels: Array<ProgramChannel>;
  batchSchedule: Scalars['String']['output'];
  exportSchedule: Scalars['String']['output'];
  candidateTTLDays: Scalars['Int']['output'];
  shards: Scalars['Int']['output'];
};

export type ProgramFilter = {
  __typename?: 'ProgramFilter';
  filterId: Scalars['String']['output'];
  type: Scalars['String']['output'];
  order: Scalars['Int']['output'];
  parameters: Scalars['AWSJSON']['output'];
};

export type ScoringModel = {
  __typename?: 'ScoringModel';
  modelId: Scalars['String']['output'];
  endpoint: Scalars['String']['output'];
  fallback: Scalars['String']['output'];
  features: Array<Scalars['String']['output']>;
  /** Lower bounds. */
  bands: Bands;
};

export type Bands = {
  __typename?: 'Bands';
  high: Scalars['Float']['output'];
  medium: Scalars['Float']['output'];
};

export type ProgramChannel = {
  __typename?: 'ProgramChannel';
  channelId: Scalars['String']['output'];
  type: Scalars['String']['output'];
  enabled: Scalars['Boolean']['output'];
  templateId: Scalars['String']['output'];
  sendTime: Scalars['String']['output'];
  timezone: Scalars['String']['output'];
};

export type StartedRun = {
  __typename?: 'StartedRun';
  executionArn: Scalars['String']['output'];
};

export type RunPage = {
  __typename?: 'RunPage';
  items: Array<Run>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** One attempt at one day of a program. */
export type Run = {
  __typename?: 'Run';
  runId: Scalars['ID']['output'];
  programId: Scalars['ID']['output'];
  programHash: Scalars['String']['output'];
  day: Scalars['AWSDate']['output'];
  attempt: Scalars['Int']['output'];
  asOf: Scalars['AWSDateTime']['output'];
  dryRun: Scalars['Boolean']['output'];
  /** Only these; null means all of the program's. */
  marketplaces?: Maybe<Array<Scalars['String']['output']>>;
  executionArn: Scalars['String']['output'];
  status: RunStatus;
  stage: Scalars['String']['output'];
  startedAt: Scalars['AWSDateTime']['output'];
  endedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  judgement?: Maybe<Judgement>;
  summary?: Maybe<RunSummary>;
  failure?: Maybe<RunFailure>;
};

export type Judgement = {
  __typename?: 'Judgement';
  verdict: Scalars['String']['output'];
  reasons: Array<Scalars['String']['output']>;
  rejectShare: Scalars['Float']['output'];
  passRate: Scalars['Float']['output'];
  brake: Brake;
};

export type Brake = {
  __typename?: 'Brake';
  on: Scalars['Boolean']['output'];
  earlierRuns: Scalars['Int']['output'];
  usualPassRate?: Maybe<Scalars['Float']['output']>;
  departure?: Maybe<Scalars['Float']['output']>;
};

export type RunFailure = {
  __typename?: 'RunFailure';
  step: Scalars['String']['output'];
  error: Scalars['String']['output'];
  cause: Scalars['String']['output'];
  whatToDo: Scalars['String']['output'];
};

export type RunSummary = {
  __typename?: 'RunSummary';
  extract: ExtractFigures;
  split: SplitCounts;
  decisions: DecisionCounts;
  /** Null in a dry run. */
  store?: Maybe<StoreCounts>;
  wouldStore?: Maybe<Scalars['Int']['output']>;
  passRate: Scalars['Float']['output'];
  cacheHitRate: Scalars['Float']['output'];
  seconds: Array<Amount>;
  costUsd: Array<Amount>;
};

export type ExtractFigures = {
  __typename?: 'ExtractFigures';
  queryId: Scalars['String']['output'];
  bytesScanned: Scalars['Float']['output'];
  costUsd: Scalars['Float']['output'];
  seconds: Scalars['Float']['output'];
};

export type SplitCounts = {
  __typename?: 'SplitCounts';
  rows: Scalars['Int']['output'];
  accepted: Scalars['Int']['output'];
  rejected: Scalars['Int']['output'];
  reasons: Array<Count>;
};

export type DecisionCounts = {
  __typename?: 'DecisionCounts';
  rows: Scalars['Int']['output'];
  duplicates: Scalars['Int']['output'];
  candidates: Scalars['Int']['output'];
  passed: Scalars['Int']['output'];
  rejectedBy: Array<Count>;
  reasons: Array<Count>;
  bands: Array<Count>;
  /** Twenty equal bins over 0 to 1. */
  histogram: Array<Scalars['Int']['output']>;
  scoredBy: Array<Count>;
  fallbackScored: Scalars['Int']['output'];
  cacheHits: Scalars['Int']['output'];
  cacheLookups: Scalars['Int']['output'];
  defaulted: Array<Count>;
};

export type StoreCounts = {
  __typename?: 'StoreCounts';
  inserted: Scalars['Int']['output'];
  refreshed: Scalars['Int']['output'];
  unchanged: Scalars['Int']['output'];
};

export type Count = {
  __typename?: 'Count';
  name: Scalars['String']['output'];
  count: Scalars['Int']['output'];
};

export type Amount = {
  __typename?: 'Amount';
  name: Scalars['String']['output'];
  value: Scalars['Float']['output'];
};

export type RunProgress = {
  __typename?: 'RunProgress';
  runId: Scalars['ID']['output'];
  programId: Scalars['ID']['output'];
  stage: Scalars['String']['output'];
  message: Scalars['String']['output'];
  at: Scalars['AWSDateTime']['output'];
};
