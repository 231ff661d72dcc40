// The life of a candidate (design.md): active → contacted → engaged → closed. Any open one can be closed.
import type { CandidateState, ClosedReason } from '../candidate.ts';

const transitions: Record<CandidateState, readonly CandidateState[]> = {
  active: ['contacted', 'closed'],
  contacted: ['engaged', 'closed'],
  engaged: ['closed'],
  closed: [],
};
export const candidateStates = Object.keys(transitions) as CandidateState[];
export const closedReasons: readonly ClosedReason[] = ['consumed', 'resolved', 'escalated', 'expired', 'withdrawn'];

type Change = { from: CandidateState; to: CandidateState; closedReason?: ClosedReason | undefined };

/** Why a change of state is refused, in words for the person who asked; `undefined` when it is allowed. */
export const refusalOf = ({ from, to, closedReason }: Change): string | undefined => {
  const allowed = transitions[from];
  if (!allowed.includes(to))
    return `A candidate that is ${from} can't become ${to}; allowed: ${allowed.join(', ') || 'nothing, it is at its end'}.`;
  if (to === 'closed' && !closedReason) return `Closing needs a reason: ${closedReasons.join(', ')}.`;
  if (to !== 'closed' && closedReason) return `Only closing takes a reason; ${to} has none.`;
  return undefined;
};
