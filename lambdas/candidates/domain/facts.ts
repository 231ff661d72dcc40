import type { Scalar } from './candidate.ts';

export type FactKind = 'customer' | 'product' | 'contact';

export type CustomerFacts = { customerId: string; status: 'active' | 'suspended' | 'closed'; flagged: boolean };
export type ProductFacts = { productId: string; openForReviews: boolean; title?: string };
/** One permission to contact that the gate gave. `at`: ISO 8601. */
export type Grant = { at: string; programId: string; channel: string; notificationId: string };
/** Contact policy as filters see it. `optOuts`: program ids, or `all`. `grants`: of the last 31 days. */
export type ContactFacts = { customerId: string; optOuts: string[]; grants: Grant[] };

/** Facts in hand for one candidate. An absent kind means: looked up, not there. */
export type Facts = { customer?: CustomerFacts; product?: ProductFacts; contact?: ContactFacts };

/** Small map of the facts a verdict used, for the decision record. No contact points, ever. */
export type UsedFacts = Record<string, Scalar>;
