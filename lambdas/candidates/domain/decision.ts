import type { Band, Candidate } from './candidate.ts';
import type { UsedFacts } from './facts.ts';

/** One filter's pass or reject, with a stable reason code (`not-purchased`) and the facts it used. */
export type Verdict = { filterId: string; type: string; passed: boolean; reason: string; facts: UsedFacts };

/**
 * A score and how it came about. `scoredBy`: the endpoint that answered (the fallback's, if it stood in).
 * `features`: by name, as given to the model, or as they would have been where a fallback scored. `defaulted`: features that took the model's default.
 */
export type Score = {
  value: number;
  band: Band;
  scoredBy: string;
  modelVersion: string;
  fallback: boolean;
  cached: boolean;
  features: Record<string, number>;
  defaulted: string[];
  /** Of reactive programs: what the score stands beside, and the features that moved it most (log odds, signed). */
  risk?: RiskDetail;
};
type RiskDetail = {
  baseline: number;
  ratio: number;
  confidence: 'high' | 'medium' | 'low';
  top: { feature: string; value: number; contribution: number }[];
};

/** "Why did, or didn't, this person get it?" One line of the decision log. `decidedAt`: the run's `asOf`. */
export type DecisionRecord = {
  runId: string;
  programHash: string;
  decidedAt: string;
  candidate: Candidate;
  verdicts: Verdict[];
  outcome: 'rejected' | 'passed' | 'scored';
  /** Set when rejected: the filter and its reason. */
  rejectedBy?: string;
  reason?: string;
  score?: Score;
};

/** A decision about an event: it belongs to no run. `eventId`: whose; `caseId`: what it opened. */
export type ReactiveRecord = Omit<DecisionRecord, 'runId'> & { eventId: string; caseId?: string };
