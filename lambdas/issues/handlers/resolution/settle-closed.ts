import type { RecordResponse } from '../../../delivery/index.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { IssueCase } from '../../domain/issue-case.ts';
import type { IssueBook } from '../../ports.ts';
import type { AskSatisfaction } from './ask-satisfaction.ts';
import { type Candidates, followWithCandidate } from './follow-with-candidate.ts';

export type SettleClosedDeps = {
  book: Pick<IssueBook, 'get' | 'save'>;
  candidates: Candidates;
  /** Dates the outcome on a message. */
  respond: RecordResponse;
  askSatisfaction: AskSatisfaction;
};

/**
 * Tells everybody that a case has ended: the candidate closes, its messages (those of the holdout too) get the outcome,
 * the customer is asked how it was. Then the case is handed over. Every part is safe to repeat; what is left undone is
 * tried again by follow-up-issues.
 */
export const settleClosed = async (deps: SettleClosedDeps, issue: IssueCase): Promise<void> => {
  const { closed } = issue;
  if (!closed || issue.handoverAt === undefined) return;
  await followWithCandidate(deps.candidates, issue);
  if (closed.reason === 'resolved') {
    for (const id of issue.notificationIds) await deps.respond(id, 'converted', closed.at);
    // After a call it is asked how the call was: lambdas/callbacks.
    if (closed.method !== 'agent') await deps.askSatisfaction(issue);
  }
  const { handoverAt: _done, ...next } = issue;
  await deps.book.save({ ...next, revision: issue.revision + 1 }, []);
  const { caseId, programId, customerId } = issue;
  logger.info('case settled', { caseId, programId, customer: customerHash(customerId), ...closed });
};
