import { isZone } from '../../../delivery/index.ts';
import type { IssueCase } from '../../../issues/index.ts';
import { type CallRequest, canBeWished } from '../../domain/solution.ts';
import type { Answer } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { phoneToCall } from './phone-to-call.ts';
import { programOf } from './program-of.ts';
import { invalid } from './read-body.ts';
import type { SolutionDeps } from './solution-page.ts';

type Request = { call: OpenedCall; issue: IssueCase; body: CallRequest };

/**
 * Asks for a call, once per case. Who types no number is called at the one they confirmed.
 * @returns an answer when what the customer gave can't be used
 */
export const requestCall = async (deps: SolutionDeps, request: Request): Promise<Answer | undefined> => {
  const { issue, body } = request;
  const phone = await phoneFor(deps, request);
  const wrong = [...(phone === undefined ? ['phone'] : []), ...wrongTimes(body, request.call.now)];
  if (phone === undefined || wrong.length > 0) return invalid(wrong);
  const { wishedAt, zone, language } = body;
  await deps.calls.request({
    ...{ caseId: issue.caseId, phone },
    ...(wishedAt !== undefined && { wishedAt }),
    ...(zone !== undefined && { zone }),
    ...(language !== undefined && { language }),
  });
  return undefined;
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
