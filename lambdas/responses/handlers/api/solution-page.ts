import { caseIdOfNotification, type IssueCase, storeUrlFor } from '../../../issues/index.ts';
import { languageOf } from '../../domain/language.ts';
import type { Calls, Cases, LinkDeps } from '../../ports.ts';
import { type Answer, gone, json, refuse } from '../answers.ts';
import { namesOf } from './names-of.ts';
import type { OpenedCall } from './opened-call.ts';
import { programOf } from './program-of.ts';

export type SolutionDeps = Pick<LinkDeps, 'programs' | 'record'> & { cases: Cases; calls: Calls };

/** The case a message is about. A link of a message that has none, or whose case is forgotten, opens nothing. */
export const caseOf = async (
  cases: Cases,
  notification: OpenedCall['notification'],
): Promise<IssueCase | undefined> => {
  const caseId = caseIdOfNotification(notification);
  return caseId === undefined ? undefined : cases.get(caseId);
};

/** The case as the solution page shows it. */
export const solutionPage = async (
  { programs, calls }: Pick<SolutionDeps, 'programs' | 'calls'>,
  { notification }: OpenedCall,
  issue: IssueCase | undefined,
): Promise<Answer> => {
  if (!issue) return gone();
  const [pinned, callback] = await Promise.all([
    programOf(programs, notification),
    issue.callbackId === undefined ? undefined : calls.standing(issue.callbackId),
  ]);
  if (pinned?.program.kind !== 'reactive') return gone();
  const store = storeUrlFor(pinned.program.issues.storeUrls, issue.deviceType);
  return json({
    language: languageOf(notification.locale),
    firstName: namesOf(notification).firstName,
    issue: { type: issue.issueType, appVersion: issue.appVersion, severity: issue.severity },
    fix: fixOf(issue, store),
    ...standingOf(issue),
    ...(callback && { callback }),
  });
};

/** What the customer told comes too late: how the case stands instead. */
export const alreadyClosed = (issue: IssueCase): Answer => refuse(409, 'closed', standingOf(issue));

/** How it was closed, so that nobody is thanked for what they never said. */
const standingOf = ({ state, closed }: IssueCase) => ({
  state,
  ...(closed && { closed: { reason: closed.reason, ...(closed.method && { method: closed.method }) } }),
});

const fixOf = ({ fix }: IssueCase, store: string | undefined) => ({
  known: fix.known,
  ...(fix.toVersion !== undefined && { toVersion: fix.toVersion }),
  ...(fix.page !== undefined && { page: fix.page }),
  steps: fix.steps.map((step, place) => ({
    ...{ step, recommended: place === 0 },
    ...(step === 'update' && store !== undefined && { url: store }),
  })),
});
