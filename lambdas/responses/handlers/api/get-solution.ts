import { type Answer, gone } from '../answers.ts';
import { countVisit } from './count-visit.ts';
import type { OpenedCall } from './opened-call.ts';
import { caseOf, type SolutionDeps, solutionPage } from './solution-page.ts';

/** Shows the issue and its fix. Changes nothing: mail scanners come here, too. */
export const getSolution = async (deps: SolutionDeps, call: OpenedCall): Promise<Answer> => {
  const issue = await caseOf(deps.cases, call.notification);
  if (!issue) return gone();
  const [page] = await Promise.all([solutionPage(deps, call, issue), countVisit(deps, call)]);
  return page;
};
