// The send ledger's record: one message for one customer on one channel (design.md, Delivery).

export type ChannelType = 'email' | 'sms';
export type ProviderName = 'ses' | 'end-user-messaging' | 'sms-service';
export type Purpose = 'marketing' | 'service';
export type Priority = 'urgent' | 'normal' | 'bulk';

/**
 * `scheduled` waits for `dueAt`; `queued` is on its way to a worker; `sending` may be at the provider; `unknown` may
 * have been sent and is never sent again; `accepted` the provider has it; `sent` the carrier has it.
 * Ends: `delivered`, `failed`, `expired`, `suppressed` (refused by the gate or right before sending), `cancelled`,
 * `unconfirmed` (`unknown` for 72 hours). The table of transitions: transitions.ts.
 */
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

/** What a customer did with a message, beside its state. `machineOpened`: a mail client's or scanner's prefetch. */
export type ResponseKind =
  | 'opened'
  | 'machineOpened'
  | 'clicked'
  | 'machineClicked'
  | 'converted'
  | 'bounced'
  | 'complained';

/** One call of a provider. `number` counts from 1. Times are ISO 8601. No contact point in `message`. */
export type Attempt = {
  number: number;
  /** Which round it belongs to; absent: the first (`Notification.round`). */
  round?: number;
  provider: ProviderName;
  startedAt: string;
  endedAt?: string;
  outcome?: 'accepted' | 'transient' | 'permanent' | 'unknown';
  code?: string;
  message?: string;
  providerMessageId?: string;
};

/** What a template's schema allows as a variable: plain values and lists of plain objects. Dates are ISO 8601 texts. */
type TemplateValue = string | number | boolean | null | TemplateValue[] | { [name: string]: TemplateValue };
export type TemplateVariables = Record<string, TemplateValue>;

/** What somebody asks to be sent. The gate makes a Notification of it. */
export type NotificationRequest = {
  customerId: string;
  /** What it is about and what makes a repeat legitimate (design.md, Words), and which message of the program it is. */
  subject: string;
  occasion: string;
  step: string;
  channel: ChannelType;
  /** The contact point: E.164 number or e-mail address. Not part of the id: a changed number must not double a message. */
  address: string;
  marketplace: string;
  /** BCP 47; the template's fallback locale stands in where there is none of it. */
  locale: string;
  /** IANA zone of the customer, for quiet hours and send times. */
  zone: string;
  templateId: string;
  variables: TemplateVariables;
  /** Names of variables that are kept only for as long as the message may have to be written: secret-variables.ts. */
  secretVariables?: readonly string[];
  /** ISO 8601; absent: at once. */
  dueAt?: string;
  /** ISO 8601: after it the message is worth nothing. */
  expiresAt: string;
  /** Groups messages for reports: a campaign, or a sale's window. */
  campaignId?: string;
  /** Whether the holdout spares it; absent: an urgent service message is spared, any other is not. */
  critical?: boolean;
};

export type Notification = NotificationRequest & {
  /** SHA-256 (32 hex digits) of program, subject, occasion, step, customer, channel: notification-id.ts. */
  id: string;
  programId: string;
  programHash: string;
  templateHash: string;
  purpose: Purpose;
  priority: Priority;
  /** HMAC of the contact point: what suppression is kept by. */
  addressHash: string;
  state: NotificationState;
  /** Why it waits, was refused, failed …: a stable code such as `cap:program:30d`, `no-consent`, `holdout`, `quiet-hours`. */
  reason?: string;
  /** Whom the next attempt goes to. */
  provider: ProviderName;
  /** What receipts may be matched on when the echo field is missing. */
  providerMessageId?: string;
  attempts: Attempt[];
  /** Rounds of attempts, counted from 1 (absent: 1); a replay of a failed one opens the next. At most 3 attempts each. */
  round?: number;
  /** While `sending`: after this (ISO 8601) nobody knows whether it was sent. */
  leaseUntil?: string;
  /** While `scheduled` and held up by a pause: when to look again. `dueAt` stays what it was. ISO 8601. */
  heldUntil?: string;
  /** When the present state was entered, or entered anew (queued again). ISO 8601; absent: `updatedAt`. */
  stateSince?: string;
  createdAt: string;
  updatedAt: string;
  /** Counts writes; every write is conditional on the one it has read. */
  revision: number;
  /** When each state was first reached, and each response first seen. ISO 8601. */
  date: Partial<Record<NotificationState | ResponseKind, string>>;
  /** SMS parts and what the carrier's receipt said it costs, in US dollars. */
  cost?: { parts?: number; usd?: number };
  /** Set on a message of a test (`sendTest`): it takes no cap and is in no report. */
  test?: true;
};
