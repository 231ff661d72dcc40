import type { Candidate } from '../../../../graphql/generated/types.ts';
import type { StoredCandidate } from '../../domain/candidate.ts';

/** A candidate as `type Candidate` of the schema: AWSJSON fields as JSON text. */
export const candidateView = (candidate: StoredCandidate): Candidate => ({
  ...candidate,
  attributes: JSON.stringify(candidate.attributes),
});
