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
  AWSEmail: { input: string; output: string; }
  AWSPhone: { input: string; output: string; }
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
  /** One message and all that happened to it. */
  notification?: Maybe<Notification>;
  /** What a customer was sent, or was not and why; newest first. Pages of at most 100. */
  contactHistory: NotificationPage;
  /** Campaigns of a program, newest first. Pages of at most 100. */
  campaigns: CampaignPage;
  /** A campaign (or a sale's reminders, by `<programId>:<eventId>:<saleId>`) as it stands now, counted from the ledger. */
  campaignReport: CampaignReport;
  /** Outcome rates of those contacted and of the holdout, with a 95 % confidence interval of the difference. `from` ≤ planned < `to`. */
  uplift: Uplift;
  /** A message as it would be sent, with the template's sample data where `variables` has none. Sends nothing. */
  preview: Preview;
  /** An event as fans see it. `marketId`: TM_<marketplace>; default TM_US. Errors: InvalidInputError for an id that can't be one, NotFoundError, TransientError (retry: it is being fetched). */
  eventDetails: EventDetails;
  /** One case: a customer's issue from its first error to its end, with its messages and calls. */
  issueCase?: Maybe<IssueCase>;
  /** A customer's cases, newest first; at most `limit` (100) a page. */
  issueCases: IssueCasePage;
  /** Versions of a model, newest first, and which of them serves. */
  modelVersions: ModelVersions;
  /** The caller's own reminders. */
  myReminders: ReminderPage;
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


export type QueryNotificationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryContactHistoryArgs = {
  customerId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCampaignsArgs = {
  programId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCampaignReportArgs = {
  campaignId: Scalars['ID']['input'];
};


export type QueryUpliftArgs = {
  programId: Scalars['ID']['input'];
  from: Scalars['AWSDateTime']['input'];
  to: Scalars['AWSDateTime']['input'];
};


export type QueryPreviewArgs = {
  programId: Scalars['ID']['input'];
  templateId: Scalars['String']['input'];
  channel: MessageChannel;
  locale: Scalars['String']['input'];
  marketplace: Scalars['String']['input'];
  variables?: InputMaybe<Scalars['AWSJSON']['input']>;
};


export type QueryEventDetailsArgs = {
  eventId: Scalars['ID']['input'];
  marketId?: InputMaybe<Scalars['String']['input']>;
};


export type QueryIssueCaseArgs = {
  caseId: Scalars['ID']['input'];
};


export type QueryIssueCasesArgs = {
  customerId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryModelVersionsArgs = {
  modelId: Scalars['ID']['input'];
};


export type QueryMyRemindersArgs = {
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
  /** Plans a campaign from the latest committed run, or from `runId`. A dry run plans and writes to nobody. */
  startCampaign: StartedRun;
  pauseCampaign: PauseState;
  resumeCampaign: PauseState;
  /** For good: what has not been sent is cancelled. */
  stopCampaign: PauseState;
  pauseProgram: PauseState;
  resumeProgram: PauseState;
  /** New attempts of what failed, under the same ids and the same gate. Never of what may have been sent. */
  replayFailed: Replay;
  /** Sends a message made of sample data and `variables` to one contact point. Takes no cap; consent is not asked, suppression is. */
  sendTest: Notification;
  /** Consent that was given or withdrawn elsewhere. `source`: where. */
  setConsent: Scalars['Boolean']['output'];
  /** Suppresses a contact point by hand, or lifts what was suppressed by hand. */
  setSuppression: Scalars['Boolean']['output'];
  /** An outcome another system saw: the customer wrote the review, bought the tickets. Counts for uplift and reports; closes the candidate as consumed. */
  recordOutcome: Scalars['Boolean']['output'];
  /** Nobody can open the links of this message any more. */
  revokeLinks: Scalars['Boolean']['output'];
  /** Lets a version of a model score a share of the customers (canary), or all (`share` 1). */
  promoteModel: ModelVersions;
  /** Back to the version before; a canary is withdrawn. */
  rollBackModel: ModelVersions;
  /** Reminds the caller of an event's sales. A new contact point is confirmed first. */
  remindMe: Reminder;
  forgetMe: Scalars['Boolean']['output'];
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


export type MutationStartCampaignArgs = {
  programId: Scalars['ID']['input'];
  runId?: InputMaybe<Scalars['ID']['input']>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationPauseCampaignArgs = {
  campaignId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationResumeCampaignArgs = {
  campaignId: Scalars['ID']['input'];
};


export type MutationStopCampaignArgs = {
  campaignId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationPauseProgramArgs = {
  programId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationResumeProgramArgs = {
  programId: Scalars['ID']['input'];
};


export type MutationReplayFailedArgs = {
  programId: Scalars['ID']['input'];
  from: Scalars['AWSDateTime']['input'];
  to: Scalars['AWSDateTime']['input'];
  reason: Scalars['String']['input'];
};


export type MutationSendTestArgs = {
  programId: Scalars['ID']['input'];
  templateId: Scalars['String']['input'];
  channel: MessageChannel;
  locale: Scalars['String']['input'];
  marketplace: Scalars['String']['input'];
  to: Scalars['String']['input'];
  variables?: InputMaybe<Scalars['AWSJSON']['input']>;
};


export type MutationSetConsentArgs = {
  customerId: Scalars['ID']['input'];
  purpose: Purpose;
  channel: MessageChannel;
  granted: Scalars['Boolean']['input'];
  source: Scalars['String']['input'];
};


export type MutationSetSuppressionArgs = {
  channel: MessageChannel;
  address: Scalars['String']['input'];
  suppressed: Scalars['Boolean']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRecordOutcomeArgs = {
  customerId: Scalars['ID']['input'];
  programId: Scalars['ID']['input'];
  subject: Scalars['ID']['input'];
  at: Scalars['AWSDateTime']['input'];
};


export type MutationRevokeLinksArgs = {
  notificationId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationPromoteModelArgs = {
  modelId: Scalars['ID']['input'];
  version: Scalars['String']['input'];
  share: Scalars['Float']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRollBackModelArgs = {
  modelId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRemindMeArgs = {
  input: RemindMeInput;
};


export type MutationForgetMeArgs = {
  eventId: Scalars['ID']['input'];
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
  /** Null for programs that react to events: they have no runs. */
  run?: Maybe<Run>;
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
  sendTime?: Maybe<Scalars['String']['output']>;
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

export type MessageChannel =
  | 'email'
  | 'sms';

export type Purpose =
  | 'marketing'
  | 'service';

/** See docs/architecture.md, Delivery. */
export type NotificationState =
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'unknown'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'expired'
  | 'suppressed'
  | 'cancelled'
  | 'unconfirmed';

export type Notification = {
  __typename?: 'Notification';
  id: Scalars['ID']['output'];
  customerId: Scalars['ID']['output'];
  programId: Scalars['ID']['output'];
  programHash: Scalars['String']['output'];
  subject: Scalars['ID']['output'];
  occasion: Scalars['String']['output'];
  step: Scalars['String']['output'];
  channel: MessageChannel;
  /** Masked: enough to recognise, too little to use. */
  address: Scalars['String']['output'];
  marketplace: Scalars['String']['output'];
  locale: Scalars['String']['output'];
  purpose: Purpose;
  campaignId?: Maybe<Scalars['ID']['output']>;
  state: NotificationState;
  /** Why it waits, was refused or failed: a stable code. */
  reason?: Maybe<Scalars['String']['output']>;
  provider: Scalars['String']['output'];
  dueAt?: Maybe<Scalars['AWSDateTime']['output']>;
  expiresAt: Scalars['AWSDateTime']['output'];
  createdAt: Scalars['AWSDateTime']['output'];
  updatedAt: Scalars['AWSDateTime']['output'];
  attempts: Array<Attempt>;
  /** When each state was first reached and each response first seen, oldest first. */
  timeline: Array<TimelineEntry>;
  parts?: Maybe<Scalars['Int']['output']>;
  costUsd?: Maybe<Scalars['Float']['output']>;
};

export type Attempt = {
  __typename?: 'Attempt';
  number: Scalars['Int']['output'];
  provider: Scalars['String']['output'];
  startedAt: Scalars['AWSDateTime']['output'];
  endedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  outcome?: Maybe<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  message?: Maybe<Scalars['String']['output']>;
  providerMessageId?: Maybe<Scalars['String']['output']>;
};

export type TimelineEntry = {
  __typename?: 'TimelineEntry';
  what: Scalars['String']['output'];
  at: Scalars['AWSDateTime']['output'];
};

export type NotificationPage = {
  __typename?: 'NotificationPage';
  items: Array<Notification>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type CampaignPage = {
  __typename?: 'CampaignPage';
  items: Array<Campaign>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type Campaign = {
  __typename?: 'Campaign';
  campaignId: Scalars['ID']['output'];
  programId: Scalars['ID']['output'];
  /** Null: fans of every marketplace, as a sale's reminders. */
  marketplace?: Maybe<Scalars['String']['output']>;
  /** Null: by e-mail and SMS, as each fan wished. */
  channel?: Maybe<MessageChannel>;
  runId?: Maybe<Scalars['ID']['output']>;
  dryRun: Scalars['Boolean']['output'];
  plannedAt: Scalars['AWSDateTime']['output'];
  planned: Scalars['Int']['output'];
  refused: Scalars['Int']['output'];
  /** planning, running, paused, stopped or failed */
  status: Scalars['String']['output'];
};

/** Times in seconds from `accepted`'s request; null where nothing was delivered. */
export type ChannelFigures = {
  __typename?: 'ChannelFigures';
  channel: MessageChannel;
  provider: Scalars['String']['output'];
  sent: Scalars['Int']['output'];
  delivered: Scalars['Int']['output'];
  deliveryRate?: Maybe<Scalars['Float']['output']>;
  medianDeliverySeconds?: Maybe<Scalars['Float']['output']>;
  p99DeliverySeconds?: Maybe<Scalars['Float']['output']>;
};

export type CampaignReport = {
  __typename?: 'CampaignReport';
  campaignId: Scalars['ID']['output'];
  countedAt: Scalars['AWSDateTime']['output'];
  /** Granted by the gate, whatever became of them. */
  planned: Scalars['Int']['output'];
  /** All messages, those that the gate refused among the suppressed. */
  byState: Array<Count>;
  /** By the gate: never planned. */
  refusedByReason: Array<Count>;
  /** Planned, but suppressed, expired or cancelled before they were sent. */
  withheldByReason: Array<Count>;
  sent: Scalars['Int']['output'];
  delivered: Scalars['Int']['output'];
  bounced: Scalars['Int']['output'];
  /** By people; machine opens and scanner clicks apart. */
  opened: Scalars['Int']['output'];
  machineOpened: Scalars['Int']['output'];
  clicked: Scalars['Int']['output'];
  machineClicked: Scalars['Int']['output'];
  converted: Scalars['Int']['output'];
  /** What carriers' receipts said, and e-mails at SES's price. */
  costUsd: Scalars['Float']['output'];
  channels: Array<ChannelFigures>;
};

export type UpliftGroup = {
  __typename?: 'UpliftGroup';
  customers: Scalars['Int']['output'];
  converted: Scalars['Int']['output'];
  rate?: Maybe<Scalars['Float']['output']>;
};

export type Uplift = {
  __typename?: 'Uplift';
  programId: Scalars['ID']['output'];
  contacted: UpliftGroup;
  holdout: UpliftGroup;
  /** Difference of the rates; null while a group is empty. */
  difference?: Maybe<Scalars['Float']['output']>;
  low?: Maybe<Scalars['Float']['output']>;
  high?: Maybe<Scalars['Float']['output']>;
  /** How the interval is made. */
  method: Scalars['String']['output'];
};

export type Preview = {
  __typename?: 'Preview';
  subject?: Maybe<Scalars['String']['output']>;
  html?: Maybe<Scalars['String']['output']>;
  text: Scalars['String']['output'];
  locale: Scalars['String']['output'];
  parts?: Maybe<Scalars['Int']['output']>;
  encoding?: Maybe<Scalars['String']['output']>;
};

export type PauseState = {
  __typename?: 'PauseState';
  scope: Scalars['String']['output'];
  /** running, paused or stopped */
  state: Scalars['String']['output'];
  at: Scalars['AWSDateTime']['output'];
};

export type Replay = {
  __typename?: 'Replay';
  replayed: Scalars['Int']['output'];
  refused: Array<Count>;
};

/** `stale`: the answer is older than its freshness rule and is being fetched anew. */
export type EventDetails = {
  __typename?: 'EventDetails';
  eventId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  url?: Maybe<Scalars['String']['output']>;
  locale: Scalars['String']['output'];
  status: Scalars['String']['output'];
  startsAt?: Maybe<Scalars['AWSDateTime']['output']>;
  localDate?: Maybe<Scalars['AWSDate']['output']>;
  timezone?: Maybe<Scalars['String']['output']>;
  venue?: Maybe<EventVenue>;
  artists: Array<EventArtist>;
  imageUrl?: Maybe<Scalars['String']['output']>;
  sales: Array<Sale>;
  shortUrl?: Maybe<Scalars['String']['output']>;
  /** Clients hide “Remind me” when true. */
  isSuppressed: Scalars['Boolean']['output'];
  suppressionReason?: Maybe<Scalars['String']['output']>;
  fetchedAt: Scalars['AWSDateTime']['output'];
  stale: Scalars['Boolean']['output'];
};

export type EventVenue = {
  __typename?: 'EventVenue';
  venueId?: Maybe<Scalars['ID']['output']>;
  name: Scalars['String']['output'];
  city?: Maybe<Scalars['String']['output']>;
  state?: Maybe<Scalars['String']['output']>;
  countryCode?: Maybe<Scalars['String']['output']>;
};

export type EventArtist = {
  __typename?: 'EventArtist';
  artistId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type SaleKind =
  | 'public'
  | 'presale';

export type Sale = {
  __typename?: 'Sale';
  saleId: Scalars['ID']['output'];
  kind: SaleKind;
  name?: Maybe<Scalars['String']['output']>;
  startsAt?: Maybe<Scalars['AWSDateTime']['output']>;
  endsAt?: Maybe<Scalars['AWSDateTime']['output']>;
};

export type ReminderPreference =
  | 'sms'
  | 'email'
  | 'both';

export type RemindMeInput = {
  eventId: Scalars['ID']['input'];
  marketId?: InputMaybe<Scalars['String']['input']>;
  preference: ReminderPreference;
  /** Left out: the caller's confirmed one. */
  email?: InputMaybe<Scalars['AWSEmail']['input']>;
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
  /** BCP 47; left out: the event's. */
  locale?: InputMaybe<Scalars['String']['input']>;
  zone?: InputMaybe<Scalars['String']['input']>;
  /** Presales the caller is a verified fan for, by name; public sales are always announced. */
  verifiedFanPresales?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type Reminder = {
  __typename?: 'Reminder';
  eventId: Scalars['ID']['output'];
  marketId: Scalars['String']['output'];
  preference: ReminderPreference;
  locale?: Maybe<Scalars['String']['output']>;
  verifiedFanPresales: Array<Scalars['String']['output']>;
  /** Channels whose contact point waits to be confirmed. */
  awaitingConfirmation: Array<MessageChannel>;
  createdAt: Scalars['AWSDateTime']['output'];
};

export type ReminderPage = {
  __typename?: 'ReminderPage';
  items: Array<Reminder>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type CaseState =
  | 'open'
  | 'engaged'
  | 'calling'
  | 'closed';

export type Severity =
  | 'low'
  | 'medium'
  | 'high'
  | 'critical';

/** Who or what resolved a case: the customer on the page, silence of the updated version, an agent on the phone. */
export type ResolutionMethod =
  | 'self_service'
  | 'no_further_error'
  | 'agent';

export type Confidence =
  | 'high'
  | 'medium'
  | 'low';

export type EscalationAction =
  | 'escalate_to_support'
  | 'escalate_to_manager';

/** `provider`: of e-mails or SMS. */
export type Actor =
  | 'customer'
  | 'herald'
  | 'agent'
  | 'support_system'
  | 'provider';

/** Ends: done, failed (not reached, or refused), cancelled. */
export type CallbackState =
  | 'requested'
  | 'assigned'
  | 'seen'
  | 'called'
  | 'done'
  | 'failed'
  | 'cancelled';

/** A call that the customer asked for, or a case handed to the support team. */
export type CallbackKind =
  | 'call'
  | 'escalation';

/** As the agent said. */
export type CallbackOutcome =
  | 'solved'
  | 'not_solved'
  | 'not_reached';

export type TicketPriority =
  | 'low'
  | 'normal'
  | 'high'
  | 'urgent';

/** What the two questions were about. */
export type RatedSubject =
  | 'resolution'
  | 'call';

export type ModelVersionState =
  | 'candidate'
  | 'canary'
  | 'current'
  | 'retired'
  | 'rejected';

/** One episode of a customer's issue. */
export type IssueCase = {
  __typename?: 'IssueCase';
  caseId: Scalars['ID']['output'];
  customerId: Scalars['ID']['output'];
  programId: Scalars['ID']['output'];
  issueType: Scalars['String']['output'];
  episode: Scalars['Int']['output'];
  severity: Severity;
  errorType: Scalars['String']['output'];
  appVersion: Scalars['String']['output'];
  deviceType: Scalars['String']['output'];
  state: CaseState;
  /** resolved, expired or withdrawn: no case is closed as consumed or escalated. */
  closedReason?: Maybe<ClosedReason>;
  /** How it was resolved. */
  method?: Maybe<ResolutionMethod>;
  /** When the error happened that opened it: apps may report days later. */
  firstErrorAt: Scalars['AWSDateTime']['output'];
  openedAt: Scalars['AWSDateTime']['output'];
  closedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** From openedAt until the issue was over; without a further error, until the update was chosen or the last error came. */
  secondsToResolution?: Maybe<Scalars['Float']['output']>;
  /** Events of it, the one that opened it included. */
  sightings: Scalars['Int']['output'];
  lastErrorAt: Scalars['AWSDateTime']['output'];
  fixKnown: Scalars['Boolean']['output'];
  toVersion?: Maybe<Scalars['String']['output']>;
  risk: CaseRisk;
  escalations: Array<CaseEscalation>;
  /** All that happened, oldest first: event, messages and what became of them, page, calls, tickets, end. */
  timeline: Array<CaseEntry>;
  notifications: Array<Notification>;
  /** The latest call. */
  callback?: Maybe<Callback>;
  /** All calls and escalations, in the order in which they were asked for. */
  callbacks: Array<Callback>;
  satisfaction?: Maybe<Satisfaction>;
};

export type IssueCasePage = {
  __typename?: 'IssueCasePage';
  items: Array<IssueCase>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** Chance that the customer leaves; `ratio` = score / baseline. */
export type CaseRisk = {
  __typename?: 'CaseRisk';
  score: Scalars['Float']['output'];
  baseline: Scalars['Float']['output'];
  ratio: Scalars['Float']['output'];
  confidence: Confidence;
  modelVersion: Scalars['String']['output'];
  scoredBy: Scalars['String']['output'];
  fallback: Scalars['Boolean']['output'];
  /** What moved the score most, in log odds. */
  contributions: Array<Contribution>;
};

export type Contribution = {
  __typename?: 'Contribution';
  feature: Scalars['String']['output'];
  value: Scalars['Float']['output'];
  contribution: Scalars['Float']['output'];
};

export type CaseEscalation = {
  __typename?: 'CaseEscalation';
  ruleId: Scalars['String']['output'];
  action: EscalationAction;
  at: Scalars['AWSDateTime']['output'];
};

export type CaseEntry = {
  __typename?: 'CaseEntry';
  at: Scalars['AWSDateTime']['output'];
  /** A stable code such as opened, message-sent or call-seen; more may come. */
  kind: Scalars['String']['output'];
  by: Actor;
  detail?: Maybe<Scalars['AWSJSON']['output']>;
};

export type Callback = {
  __typename?: 'Callback';
  callbackId: Scalars['ID']['output'];
  kind: CallbackKind;
  /** Counts the calls of a case, or the escalations by one rule, from 1. */
  round: Scalars['Int']['output'];
  /** Which rule escalated, and to whom; null of a call. */
  ruleId?: Maybe<Scalars['String']['output']>;
  action?: Maybe<EscalationAction>;
  state: CallbackState;
  priority: TicketPriority;
  ticketId?: Maybe<Scalars['String']['output']>;
  agent?: Maybe<Scalars['String']['output']>;
  requestedAt: Scalars['AWSDateTime']['output'];
  wishedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  zone?: Maybe<Scalars['String']['output']>;
  seenAt?: Maybe<Scalars['AWSDateTime']['output']>;
  calledAt?: Maybe<Scalars['AWSDateTime']['output']>;
  endedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  outcome?: Maybe<CallbackOutcome>;
  compensationUsd?: Maybe<Scalars['Float']['output']>;
  /** As the agent said. */
  minutes?: Maybe<Scalars['Float']['output']>;
  /** Whether a call was not made in time. */
  escalated: Scalars['Boolean']['output'];
};

/** Two answers, 1 (worst) to 5 (best). */
export type Satisfaction = {
  __typename?: 'Satisfaction';
  about: RatedSubject;
  solved: Scalars['Int']['output'];
  effort: Scalars['Int']['output'];
  at: Scalars['AWSDateTime']['output'];
};

export type ModelVersions = {
  __typename?: 'ModelVersions';
  modelId: Scalars['ID']['output'];
  current: Scalars['String']['output'];
  previous?: Maybe<Scalars['String']['output']>;
  canary?: Maybe<ModelCanary>;
  versions: Array<ModelVersion>;
};

export type ModelCanary = {
  __typename?: 'ModelCanary';
  version: Scalars['String']['output'];
  share: Scalars['Float']['output'];
  since: Scalars['AWSDateTime']['output'];
};

export type ModelVersion = {
  __typename?: 'ModelVersion';
  version: Scalars['String']['output'];
  state: ModelVersionState;
  trainedAt: Scalars['AWSDateTime']['output'];
  metrics: Scalars['AWSJSON']['output'];
  reason?: Maybe<Scalars['String']['output']>;
};
