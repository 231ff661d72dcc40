import type { IssueCase } from '../../../issues/index.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import { solutionBody } from '../../domain/solution.ts';
import { type Answer, gone } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { invalid, readBody } from './read-body.ts';
import { requestCall } from './request-call.ts';
import { alreadyClosed, caseOf, type SolutionDeps, solutionPage } from './solution-page.ts';

/**
 * What the customer tells: which step they take, that it works, that it doesn't, or that they want a call. The last two open a
 * closed case again; what a closed case cannot take is answered 409, never as if it were done.
 */
export const postSolution = async (deps: SolutionDeps, call: OpenedCall): Promise<Answer> => {
  const issue = await caseOf(deps.cases, call.notification);
  if (!issue) return gone();
  const read = readBody(solutionBody, call.request);
  if (!read.ok) return read.answer;
  const { body } = read;
  if (body.action === 'chose' && !issue.fix.steps.includes(body.step)) return invalid(['step']);
  if (body.action === 'call') {
    const refused = await requestCall(deps, { call, issue, body });
    if (refused) return refused;
  }
  const next = await act(deps, issue.caseId, body);
  const isLate = next !== undefined && !isSo(next, body);
  logger.info(isLate ? 'customer answered too late' : 'customer answered', {
    action: body.action,
    caseId: issue.caseId,
    customer: customerHash(issue.customerId),
  });
  return isLate ? alreadyClosed(next) : solutionPage(deps, call, next);
};

type Body = ReturnType<typeof solutionBody.parse>;

/** Closed cases take nothing more; only that it is fixed may be so already. */
const isSo = ({ closed }: IssueCase, { action }: Body): boolean =>
  closed === undefined || (action === 'fixed' && closed.reason === 'resolved');

const act = ({ cases }: SolutionDeps, caseId: string, body: Body): Promise<IssueCase | undefined> => {
  if (body.action === 'chose') return cases.choose(caseId, body.step);
  if (body.action === 'fixed') return cases.fixed(caseId);
  return body.action === 'still-broken' ? cases.stillBroken(caseId) : cases.get(caseId);
};
