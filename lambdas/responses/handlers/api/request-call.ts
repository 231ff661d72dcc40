import { isZone } from '../../../delivery/index.ts';
import type { IssueCase } from '../../../issues/index.ts';
import { type CallRequest, canBeWished } from '../../domain/solution.ts';
import { type Answer, gone, refuse } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { phoneToCall } from './phone-to-call.ts';
import { programOf } from './program-of.ts';
import { invalid } from './read-body.ts';
import { alreadyClosed, type SolutionDeps } from './solution-page.ts';

type Request = { call: OpenedCall; issue: IssueCase; body: CallRequest };

/**
 * Asks for a call, once per case. Who types no number is called at the one they confirmed. Who wants one for a closed case
 * is not helped yet: it is opened again.
 * @returns an answer when what the customer gave can't be used, or the case can't be opened
 */
export const requestCall = async (deps: SolutionDeps, request: Request): Promise<Answer | undefined> => {
  const { issue, body } = request;
  const phone = await phoneFor(deps, request);
  const wrong = [...(phone === undefined ? ['phone'] : []), ...wrongTimes(body, request.call.now)];
  if (phone === undefined || wrong.length > 0) return invalid(wrong);
  const open = issue.closed ? await deps.cases.stillBroken(issue.caseId) : issue;
  if (open?.closed) return alreadyClosed(open);
  const { wishedAt, zone, language } = body;
  const requested = await deps.calls.request({
    ...{ caseId: issue.caseId, phone },
    ...(wishedAt !== undefined && { wishedAt }),
    ...(zone !== undefined && { zone }),
    ...(language !== undefined && { language }),
  });
  if (requested.kind === 'missing') return gone();
  return requested.kind === 'closed' ? refuse(503, 'later') : undefined; // closed at this very moment
};

const phoneFor = async (deps: SolutionDeps, { call, issue, body }: Request): Promise<string | undefined> => {
  if (body.phone === undefined) return deps.calls.phoneOf(issue.customerId);
  const pinned = await programOf(deps.programs, call.notification);
  return phoneToCall(body.phone, issue.marketplace, pinned?.program.marketplaces ?? []);
};

const wrongTimes = ({ wishedAt, zone }: CallRequest, now: Date): string[] => [
  ...(wishedAt !== undefined && !canBeWished(wishedAt, now) ? ['wishedAt'] : []),
  ...(zone !== undefined && !isZone(zone) ? ['zone'] : []),
];
