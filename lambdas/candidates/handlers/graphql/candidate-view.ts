import type { StoredCandidate } from '../../domain/candidate.ts';

/** A candidate as `type Candidate` of the schema: AWSJSON fields as JSON text. */
export const candidateView = (candidate: StoredCandidate) => ({
  ...candidate,
  attributes: JSON.stringify(candidate.attributes),
});
