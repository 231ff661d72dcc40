// What customers on pages and agents on the phone do to a case. Safe to repeat: a double tap changes nothing.
import type { Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import type { Clock } from '../../../shared/clock.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { SolutionStep } from '../../../shared/programs/reactive-program-schema.ts';
import type { CaseEvent } from '../../domain/case-transitions.ts';
import type { IssueCase } from '../../domain/issue-case.ts';
import type { IssueBook } from '../../ports.ts';
import { type CaseOutcome, changeCase } from './change-case.ts';
import { type Candidates, followWithCandidate } from './follow-with-candidate.ts';

export type CaseActionsDeps = {
  book: Pick<IssueBook, 'get' | 'save' | 'claim'>;
  candidates: Candidates;
  clock: Clock;
  pause?: Pause;
};
/** How a call ended. `at`: ISO 8601. */
type CallEnd = {
  callbackId: string;
  outcome: 'solved' | 'not-solved' | 'not-reached' | 'cancelled';
  at: string;
};

export type CaseActions = {
  /** The customer chose a step of the solution page; the case is engaged. */
  chooseStep(caseId: string, step: SolutionStep): Promise<CaseOutcome>;
  /** "That fixed it": resolved by self-service. */
  markFixed(caseId: string): Promise<CaseOutcome>;
  /** "Still broken": opens a closed case again, unless a later episode of its issue has begun: then help goes on there. */
  stillBroken(caseId: string): Promise<CaseOutcome>;
  /** A call was asked for. */
  markCalling(caseId: string, callbackId: string): Promise<CaseOutcome>;
  /** A call ended: solved resolves the case by agent, any other outcome leaves it open. */
  closeByAgent(caseId: string, end: CallEnd): Promise<CaseOutcome>;
};

const endOf = ({ callbackId, outcome, at }: CallEnd): CaseEvent =>
  outcome === 'solved' ? { kind: 'agent-solved', callbackId, at } : { kind: 'call-ended', callbackId, outcome, at };

const hasSuccessor = async (book: Pick<IssueBook, 'claim'>, issue: IssueCase): Promise<boolean> => {
  const claim = await book.claim(issue);
  return claim !== undefined && claim.episode > issue.episode;
};

/**
 * The actions on a case. The candidate follows at once; the outcome of its messages and the question how it was are
 * follow-up-issues' (settle-closed.ts), so that a page needs neither gate nor templates.
 */
export const caseActions = (deps: CaseActionsDeps): CaseActions => {
  const apply = async (caseId: string, event: CaseEvent): Promise<CaseOutcome> => {
    const outcome = await changeCase(deps, caseId, () => event);
    if (outcome.kind === 'missing') return outcome;
    const { programId, customerId, state } = outcome.issue;
    logger.info(`case ${outcome.kind}`, {
      ...{ caseId, programId, state, event: event.kind, customer: customerHash(customerId) },
    });
    if (outcome.kind !== 'refused' && state !== 'open') await followWithCandidate(deps.candidates, outcome.issue);
    return outcome;
  };
  const now = () => deps.clock.now().toISOString();
  return {
    chooseStep: (caseId, step) => apply(caseId, { kind: 'chose', step, at: now() }),
    markFixed: (caseId) => apply(caseId, { kind: 'fixed', at: now() }),
    stillBroken: async (caseId) => {
      const issue = await deps.book.get(caseId);
      if (issue?.state === 'closed' && (await hasSuccessor(deps.book, issue)))
        return { kind: 'refused', reason: 'closed', issue };
      return apply(caseId, { kind: 'still-broken', at: now() });
    },
    markCalling: (caseId, callbackId) => apply(caseId, { kind: 'call-requested', callbackId, at: now() }),
    closeByAgent: (caseId, end) => apply(caseId, endOf(end)),
  };
};
