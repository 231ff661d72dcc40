// Records of sales beside demand: contact points that wait to be confirmed, and what became of each window.

export type ContactChannel = 'sms' | 'email';

/** `address`: E.164 number or e-mail address. `expiresAt`: ISO 8601. */
export type Confirmation = {
  tokenHash: string;
  customerId: string;
  channel: ContactChannel;
  address: string;
  createdAt: string;
  expiresAt: string;
};

/** From the program's `sales.optIn`; `asksPerDay`: confirmations one customer may ask for a day, over all contact points. */
export type ContactLimits = { customersPerContactPoint: number; confirmationsPerDay: number; asksPerDay: number };

export type WindowTotals = {
  sales: number;
  skipped: number;
  fans: number;
  /** Reminders by outcome: `granted`, `waiting`, `exists`, `refused:<reason>`, `no-contact-point`, `no-link`. */
  outcomes: Record<string, number>;
};

/** Times are ISO 8601. */
export type WindowRecord = {
  window: string;
  programId: string;
  status: 'done' | 'partial' | 'failed';
  endedAt: string;
  executionArn?: string;
  totals?: WindowTotals;
  /** Sales that were announced or skipped, as handledKey names them: what is not among them may be caught up. */
  handled?: string[];
  failure?: { step: string; error: string; cause: string; whatToDo: string };
};

/** Names a sale within a window, whatever its start within it becomes. */
export const handledKey = ({ eventId, saleId }: { eventId: string; saleId: string }): string => `${eventId}#${saleId}`;
