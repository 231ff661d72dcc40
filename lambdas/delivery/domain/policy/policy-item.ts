// What the contact policy knows about a customer: one versioned item, `C#<customer>` of the `policy` table.
import type { ChannelType, Purpose } from '../notification/notification.ts';

/** One permission to contact. `at`: ISO 8601, when the message is due. Kept for 31 days, by notification id. */
export type Grant = { at: string; programId: string; channel: ChannelType };

/** `source`: where it was said: `import`, `preferences-page`, `one-click`, `sms:STOP`, `remind-me`, `operator`. */
export type ConsentRecord = { granted: boolean; at: string; source: string };

export type PolicyItem = {
  customerId: string;
  /** 0: there is no item yet. Every write raises it and is conditional on it. */
  version: number;
  /** By purpose and channel; absent: never said, so the marketplace's legal basis decides. */
  consent: Partial<Record<Purpose, Partial<Record<ChannelType, ConsentRecord>>>>;
  /** Program ids the customer has opted out of, or `all`. */
  optOuts: string[];
  grants: Record<string, Grant>;
};

/** The gravest first: of several, that one is named. */
export const suppressionReasons = ['complaint', 'bounce', 'invalid', 'stop', 'manual'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];
/** One item per HMAC of a contact point, `S#<hmac>` of the `policy` table; a contact point may have several reasons. */
export type Suppression = { addressHash: string; reason: SuppressionReason; at: string; source: string };

/** `wait`: send at `dueAt` (ISO 8601). Reasons are stable codes. */
export type GateDecision =
  | { kind: 'grant' }
  | { kind: 'wait'; dueAt: string; reason: string }
  | { kind: 'refuse'; reason: string };
