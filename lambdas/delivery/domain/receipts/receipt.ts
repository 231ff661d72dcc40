import type { ProviderName } from '../notification/notification.ts';

/**
 * What a provider or carrier says later, in one shape for all of them. `notificationId` and `attempt` come from the
 * echo field. `at`: ISO 8601. `suppress`: the contact point is not to be used again. `machine`: an open or click of a
 * mail client's prefetch or a scanner. No contact point in `message`.
 */
export type Receipt = {
  provider: ProviderName;
  notificationId?: string;
  attempt?: number;
  providerMessageId?: string;
  status: 'accepted' | 'sent' | 'delivered' | 'failed' | 'delayed' | 'opened' | 'clicked' | 'complained';
  at: string;
  code?: string;
  message?: string;
  suppress?: 'bounce' | 'complaint' | 'stop' | 'invalid';
  machine?: true;
  cost?: { parts?: number; usd?: number };
};

/** `refused`: it says nothing about a message of ours; `reason` is a stable code and holds nothing of what was received. */
export type ParsedReceipt = { kind: 'receipt'; receipt: Receipt } | { kind: 'refused'; reason: string };

export const refusedReceipt = (reason: string): ParsedReceipt => ({ kind: 'refused', reason });

/** Statuses that say what became of the message, unlike what its reader did with it. */
export type ReportedStatus = Extract<Receipt['status'], 'accepted' | 'sent' | 'delivered' | 'failed'>;
