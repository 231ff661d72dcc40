/** What a value in a warehouse row or a fact may be. */
export type Scalar = string | number | boolean | null;

/**
 * A customer, a program and a subject that may deserve an act (design.md, Words).
 * `subject`: product id for product reviews. `occasion`: what makes a repeat legitimate, here the order.
 * `eventTime`: ISO 8601 with zone, the delivery. `attributes`: what the warehouse knows (purchased, refunded, reviewed …).
 */
export type Candidate = {
  customerId: string;
  programId: string;
  subject: string;
  occasion: string;
  marketplace: string;
  eventTime: string;
  event: { source: string; loadedAt?: string };
  attributes: Record<string, Scalar>;
};

/** Allowed states: active → contacted → engaged → closed. */
export type CandidateState = 'active' | 'contacted' | 'engaged' | 'closed';
export type ClosedReason = 'consumed' | 'resolved' | 'escalated' | 'expired' | 'withdrawn';
export type Band = 'high' | 'medium' | 'low';

/**
 * A candidate as the table keeps it. `expiresAt`: epoch seconds (DynamoDB TTL); filter on it when reading.
 * `runId`: of one that an event opened, `case:<caseId>`. `servedBy`: the committed run that offered it before `runId` refreshed it, so that a run that never commits hides nobody.
 */
export type StoredCandidate = {
  customerId: string;
  programId: string;
  subject: string;
  occasion: string;
  marketplace: string;
  eventTime: string;
  day: string;
  runId: string;
  servedBy?: string;
  programHash: string;
  state: CandidateState;
  closedReason?: ClosedReason;
  score: number;
  band: Band;
  modelVersion: string;
  channels: string[];
  attributes: Record<string, Scalar>;
  createdAt: string;
  updatedAt: string;
  expiresAt: number;
};
