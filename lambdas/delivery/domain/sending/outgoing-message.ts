// What a provider gets and what it makes of it.
import type { SuppressionReason } from '../policy/policy-item.ts';

export type EmailContent = { kind: 'email'; subject: string; html: string; text: string };
export type SmsContent = { kind: 'sms'; text: string; parts: number };
export type OutgoingMessage = {
  notificationId: string;
  attempt: number;
  to: string;
  marketplace: string;
  /** E-mail: RFC 5322 address with name; SMS: originator (number or sender id). */
  from: string;
  content: EmailContent | SmsContent;
  /** E-mail only: `List-Unsubscribe`, `List-Unsubscribe-Post`. */
  headers: Record<string, string>;
  /** SMS: how long the carrier may go on trying. */
  validForSeconds: number;
};

/**
 * `permanent`: sending again can't help; `suppress` says the contact point is dead. `unknown`: the request left and no
 * answer came. `stop-program`: the account may send no more (spend limit). `providerUp`: it was about the recipient or
 * our rate, not about the provider's health. `message` has no contact point in it.
 */
export type SendOutcome =
  | { kind: 'accepted'; providerMessageId: string }
  | { kind: 'transient'; code: string; message: string; retryAfterMs?: number; providerUp?: true }
  | { kind: 'permanent'; code: string; message: string; suppress?: SuppressionReason }
  | { kind: 'unknown'; code: string; message: string }
  | { kind: 'stop-program'; code: string; message: string };
