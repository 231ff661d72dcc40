import type { CandidateState } from './candidate.ts';

/** Where a candidate may go from each state: active → contacted → engaged → closed, and closed from anywhere. */
const allowed: Record<CandidateState, readonly CandidateState[]> = {
  active: ['contacted', 'closed'],
  contacted: ['engaged', 'closed'],
  engaged: ['closed'],
  closed: [],
};

/** States a candidate may be moved to; none from `closed`. */
export const nextStates = (from: CandidateState): readonly CandidateState[] => allowed[from];

export const mayMove = (from: CandidateState, to: CandidateState): boolean => allowed[from].includes(to);
