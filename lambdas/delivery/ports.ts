// The few functions the use cases of delivery need from the outside world. Fakes: adapters/memory-*.ts.
import type { AnyProgram } from '../shared/programs/any-program.ts';
import type { PinnedProgram } from '../shared/programs/pinned-program.ts';
import type { Campaign } from './domain/campaign/campaign.ts';
import type { ManifestRef, Recipient } from './domain/campaign/plan.ts';
import type { LinkPurpose } from './domain/links/link-purpose.ts';
import type { VerifiedLink } from './domain/links/token.ts';
import type {
  ChannelType,
  Notification,
  NotificationState,
  Priority,
  ProviderName,
  Purpose,
} from './domain/notification/notification.ts';
import type { ConsentRecord, Grant, PolicyItem, Suppression } from './domain/policy/policy-item.ts';
import type { Receipt } from './domain/receipts/receipt.ts';
import type { StreamRecord } from './domain/receipts/stream-record.ts';
import type { OutgoingMessage, SendOutcome } from './domain/sending/outgoing-message.ts';
import type { TemplateSet } from './domain/templates/template-set.ts';

export type Page<T> = { items: T[]; nextToken?: string };

/** Customers' policy items and suppressed contact points, and the one transaction that lets a message exist. */
export type PolicyStore = {
  /** De-duplicated, 100 keys a call. A customer without an item gets version 0. Suppressed addresses only, by hash. */
  read(keys: {
    customerIds: readonly string[];
    addressHashes: readonly string[];
  }): Promise<{ policies: ReadonlyMap<string, PolicyItem>; suppressed: ReadonlyMap<string, Suppression> }>;
  /**
   * One transaction: policy item if its version is `seen.version`, notification if absent (or `suppressed` and never
   * attempted), address not suppressed. Grants over 31 days old are dropped.
   */
  grant(request: {
    seen: PolicyItem;
    notification: Notification;
    /** Absent: the message of a test, which takes no cap. */
    grant?: Grant;
  }): Promise<'granted' | 'exists' | 'conflict' | 'suppressed'>;
  /**
   * Records a refusal in the ledger: the notification, `suppressed`, if absent or `suppressed` itself. Takes no cap. One
   * refused for the holdout stays as it was first recorded.
   */
  refuse(notification: Notification): Promise<'recorded' | 'exists'>;
  setConsent(customerId: string, change: { purpose: Purpose; channel: ChannelType } & ConsentRecord): Promise<void>;
  setOptOut(customerId: string, change: { programId: string; out: boolean }): Promise<void>;
  /** Adds a reason; others that the contact point has stay. */
  suppress(suppression: Suppression): Promise<void>;
  /** Lifts these reasons. True when there was one of them, and no other reason is left. */
  unsuppress(addressHash: string, reasons: readonly Suppression['reason'][]): Promise<boolean>;
};

/** The send ledger. Only the gate creates; every other write is conditional on the revision that was read. */
export type NotificationLedger = {
  /** Strongly consistent. */
  get(id: string): Promise<Notification | undefined>;
  /** Strongly consistent, de-duplicated, 100 ids a call; what is not there is left out. */
  getMany(ids: readonly string[]): Promise<Notification[]>;
  /**
   * `next.revision` is one above what is stored, or it is 'conflict'. In one transaction with it `returnGrant` gives the cap
   * back, `moveGrant` counts it from the new `dueAt` on. A grant that is no longer there is not missed.
   */
  save(next: Notification, options?: { returnGrant?: boolean; moveGrant?: boolean }): Promise<'saved' | 'conflict'>;
  /** Newest first. */
  forCustomer(customerId: string, page: { limit: number; nextToken?: string }): Promise<Page<Notification>>;
  /** Those of a campaign, in no order, a page at a time; eventually consistent. */
  ofCampaign(campaignId: string): AsyncIterable<Notification[]>;
  /** Of a program, created in [from, to), with one of the states; for replays. */
  ofProgram(query: {
    programId: string;
    from: string;
    to: string;
    states: readonly NotificationState[];
  }): AsyncIterable<Notification[]>;
  /** Ids whose dueAt ≤ `at` in one 5-minute bucket of one shard of `byDue`. */
  due(query: { bucket: string; shard: number; at: string }): Promise<string[]>;
  /** Who got a message with this provider's id, when a receipt echoes nothing. */
  byProviderMessageId(providerMessageId: string): Promise<string | undefined>;
};

/** Where the releaser has got to, so that a missed minute is caught up. `bucket`: ISO 8601 of its start. */
export type DueCursor = {
  read(): Promise<string | undefined>;
  write(bucket: string): Promise<void>;
};

/** Send slots that hold across workers. */
export type RateLimiter = {
  /**
   * Takes `count` slots of a provider. `startsAt` (epoch ms) is the first slot, `intervalMs` apart. When the next free
   * slot is further away than `maxWaitMs` nothing is taken and `retryAt` says when to come back.
   */
  lease(request: {
    provider: ProviderName | 'discovery' | 'discovery-public' | 'bitly';
    count: number;
    perSecond: number;
    maxWaitMs: number;
    now: number;
  }): Promise<{ kind: 'leased'; startsAt: number; intervalMs: number } | { kind: 'full'; retryAt: number }>;
};

/** One breaker per provider, shared by all workers. */
export type Breakers = {
  /** `open`: not now; `probe`: this caller may try once. `spared` never probes: to it the breaker is open until it closes. */
  state(provider: ProviderName, now: number, caller?: 'spared'): Promise<'closed' | 'open' | 'probe'>;
  report(provider: ProviderName, outcome: 'ok' | 'failed', now: number): Promise<void>;
};

/** `program#<id>` or `campaign#<id>`; cached for a few seconds. `stopped` campaigns never go on. */
export type PauseFlag = { state: 'paused' | 'stopped'; at: string; by: string; reason: string };
export type PauseFlags = {
  get(scope: string): Promise<PauseFlag | undefined>;
  set(scope: string, flag: PauseFlag): Promise<void>;
  clear(scope: string): Promise<void>;
};

export type { OutgoingMessage, SendOutcome } from './domain/sending/outgoing-message.ts';

/** Never throws: everything a provider can do is an outcome. */
export type MessageProvider = {
  name: ProviderName;
  send(message: OutgoingMessage): Promise<SendOutcome>;
};

/** Compiled templates of a program (build: scripts/templates). `pin` archives what a notification used. */
export type TemplateStore = {
  current(programId: string): Promise<TemplateSet>;
  pin(set: TemplateSet): Promise<void>;
  /** @throws NotFoundError */
  pinned(programId: string, hash: string): Promise<TemplateSet>;
};

/** A customer as messages need one. Only confirmed contact points are here. */
export type Contact = {
  customerId: string;
  email?: string;
  phone?: string;
  firstName?: string;
  locale?: string;
  zone?: string;
  marketplace?: string;
};
export type ContactBook = {
  /** De-duplicated, 100 keys a call. */
  get(customerIds: readonly string[]): Promise<ReadonlyMap<string, Contact>>;
  put(contact: Contact): Promise<void>;
};

/** Campaigns as planned; what became of their messages is counted from the ledger. */
export type CampaignBook = {
  /** Replaces what is there: numbers are totals, so that a repeated step changes nothing. */
  put(campaign: Campaign): Promise<void>;
  get(campaignId: string): Promise<Campaign | undefined>;
  /** Newest first. */
  list(programId: string, page: { limit: number; nextToken?: string }): Promise<Page<Campaign>>;
};

/** Starts campaign-delivery. */
export type CampaignExecutions = {
  start(input: { programId: string; runId?: string; dryRun?: boolean }): Promise<{ executionArn: string }>;
};

/** Manifests of recipients in S3 (docs/architecture.md). */
export type CampaignFiles = {
  /** Cuts a round's recipients by marketplace into manifests of at most a thousand; the same round writes the same keys. */
  writeManifests(
    round: { programId: string; runId: string; round: number },
    recipients: readonly Recipient[],
  ): Promise<ManifestRef[]>;
  readManifest(key: string): Promise<Recipient[]>;
};

/** Hashes contact points (HMAC-SHA256, hex) with the account's key. E-mail addresses are compared in lower case. */
export type AddressHasher = { hash(channel: ChannelType, address: string): Promise<string> };

/** Makes the links that messages carry; verified by the pages (domain/links). */
export type LinkSigner = {
  /**
   * `purpose`: what the token opens. `to`: the target of a redirect, bound by the signature. `oneClick`: the address that
   * mail clients POST to (RFC 8058), which is the API's and not the page's.
   */
  url(link: {
    purpose: LinkPurpose;
    notificationId: string;
    expiresAt: string;
    to?: string;
    oneClick?: true;
  }): Promise<string>;
};
export type { LinkPurpose } from './domain/links/link-purpose.ts';
/** Reads the token of a link. Why one is not valid is for logs and metrics only. */
export type LinkVerifier = {
  verify(token: string, expected: { purpose: LinkPurpose; now: Date }): Promise<VerifiedLink>;
};

/** Links taken back before they expire. The pages (responses) look. Again: the latest reason stands. */
export type LinkRevocations = {
  /** All links of a message. `at`: ISO 8601. */
  revoke(notificationId: string, why: { at: string; reason: string; by: string }): Promise<void>;
};

/** Receipts that match no message yet: tried again until they are too old. */
export type ReceiptPark = {
  /** `tries`: looks that were in vain, this one included; the next comes the later the more there were. */
  park(receipt: Receipt, tries: number): Promise<void>;
  /** Keeps what nobody can read, or what matched nothing for too long, for a person. `reason`: a stable code. */
  bury(record: { reason: string; receipt?: Receipt; text?: string }): Promise<void>;
};

/** The stream `sms-status`. `key`: records of one key keep their order. @throws TransientError when some were not taken */
export type StatusStream = { put(records: readonly { key: string; record: StreamRecord }[]): Promise<void> };

/** Programs of every kind, as the delivery side needs them. */
export type Programs = {
  current(programId: string): Promise<PinnedProgram<AnyProgram> | undefined>;
  pinned(programId: string, hash: string): Promise<PinnedProgram<AnyProgram>>;
  pin(program: PinnedProgram<AnyProgram>): Promise<void>;
};

export type QueueName = `send-${ProviderName}-${Priority}`;
/** The router's way to the workers. Resolves with the ids that could not be enqueued. */
export type SendQueues = {
  enqueue(entries: readonly { queue: QueueName; notificationId: string }[]): Promise<string[]>;
};
