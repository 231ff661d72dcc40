import { ratedSubject } from '../../../issues/index.ts';
import type { Cases, SatisfactionBook } from '../../ports.ts';
import { type Answer, gone } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { satisfactionPage } from './satisfaction-page.ts';
import { caseOf } from './solution-page.ts';

type Deps = { cases: Cases; satisfaction: Pick<SatisfactionBook, 'get'> };

/** Shows what is to be rated, or that it was. */
export const getSatisfaction = async (deps: Deps, { notification }: OpenedCall): Promise<Answer> => {
  const issue = await caseOf(deps.cases, notification);
  if (!issue) return gone();
  const subject = ratedSubject(issue, notification.variables.about);
  return satisfactionPage(notification, subject, (await deps.satisfaction.get(subject.key)) !== undefined);
};
