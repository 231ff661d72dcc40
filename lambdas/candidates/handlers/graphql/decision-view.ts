import type { Decision } from '../../../../graphql/generated/types.ts';
import type { StoredCandidate } from '../../domain/candidate.ts';
import type { DecisionRecord } from '../../domain/decision.ts';
import { candidateView } from './candidate-view.ts';

/** A decision record as `type Decision` of the schema, beside the candidate as it is now. */
export const decisionView = (record: Omit<DecisionRecord, 'runId'>, current: StoredCandidate | undefined): Decision => {
  const { candidate, verdicts, score, decidedAt, programHash, outcome, rejectedBy, reason } = record;
  return {
    subject: candidate.subject,
    occasion: candidate.occasion,
    marketplace: candidate.marketplace,
    eventTime: candidate.eventTime,
    attributes: JSON.stringify(candidate.attributes),
    decidedAt,
    programHash,
    outcome,
    rejectedBy: rejectedBy ?? null,
    reason: reason ?? null,
    verdicts: verdicts.map((verdict) => ({ ...verdict, facts: JSON.stringify(verdict.facts) })),
    ...(score && { score: { ...score, features: JSON.stringify(score.features) } }),
    ...(current && { candidate: candidateView(current) }),
  };
};
