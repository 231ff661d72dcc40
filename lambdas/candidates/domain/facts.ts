import type { Scalar } from './candidate.ts';

export type FactKind = 'customer' | 'product' | 'contact' | 'support' | 'features';

/** `closedAt`: of a closed account, ISO 8601, where the company's system says it. */
export type CustomerFacts = {
  customerId: string;
  status: 'active' | 'suspended' | 'closed';
  flagged: boolean;
  closedAt?: string;
};
export type ProductFacts = { productId: string; openForReviews: boolean; title?: string };
/** One permission to contact that the gate gave. `at`: ISO 8601. */
export type Grant = { at: string; programId: string; channel: string; notificationId: string };
/** Contact policy as filters see it. `optOuts`: program ids, or `all`. `grants`: of the last 31 days. */
export type ContactFacts = { customerId: string; optOuts: string[]; grants: Grant[] };

/** What the support system knows. `issueType` absent: nobody has said what the ticket is about. Times: ISO 8601. */
export type SupportFacts = {
  customerId: string;
  openTickets: { ticketId: string; openedAt: string; issueType?: string }[];
  resolved: { issueType: string; at: string }[];
};
/** The customer's features by name, of the group `engagement` at least. */
export type FeatureFacts = Readonly<Record<string, number>>;

/** Facts in hand for one candidate. An absent kind means: looked up, not there. */
export type Facts = {
  customer?: CustomerFacts;
  product?: ProductFacts;
  contact?: ContactFacts;
  support?: SupportFacts;
  features?: FeatureFacts;
};

/** Small map of the facts a verdict used, for the decision record. No contact points, ever. */
export type UsedFacts = Record<string, Scalar>;
