import type { CandidateStore, StoredCandidate } from '../../../candidates/index.ts';
import { ConflictError } from '../../../shared/errors.ts';
import { type IssueCase, occasionOf } from '../../domain/issue-case.ts';

export type Candidates = Pick<CandidateStore, 'get' | 'transition'>;
type Change = Parameters<CandidateStore['transition']>[1];

/** The way from a state to the next one that leads to `engaged`. */
const towardsEngaged: Partial<Record<StoredCandidate['state'], Change['to']>> = {
  active: 'contacted',
  contacted: 'engaged',
};

const changeFor = (candidate: StoredCandidate, { closed, updatedAt }: IssueCase): Change | undefined => {
  const { state: from } = candidate;
  if (from === 'closed') return undefined;
  if (closed) return { from, to: 'closed', closedReason: closed.reason, at: closed.at };
  const to = towardsEngaged[from];
  return to && { from, to, at: updatedAt };
};

/**
 * Lets the candidate of a case follow it: engaged with an open one, closed with a closed one. One of another episode is
 * left alone. Safe to repeat; others may be faster.
 */
export const followWithCandidate = async (candidates: Candidates, issue: IssueCase): Promise<void> => {
  const { customerId, programId, issueType: subject } = issue;
  const candidate = await candidates.get({ customerId, programId, subject });
  if (!candidate || candidate.occasion !== occasionOf(issue.episode)) return;
  const change = changeFor(candidate, issue);
  if (!change) return;
  try {
    await candidates.transition({ customerId, programId, subject }, change);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
  await followWithCandidate(candidates, issue);
};
