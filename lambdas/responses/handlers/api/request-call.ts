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

/** Asks for a call, once per case. @returns an answer when what the customer gave can't be used */
export const requestCall = async (deps: SolutionDeps, { call, issue, body }: Request): Promise<Answer | undefined> => {
  const { notification, now } = call;
  const program = await programOf(deps.programs, notification);
  const marketplaces = program?.program.marketplaces ?? [];
  const phone = body.phone === undefined ? undefined : phoneToCall(body.phone, notification.marketplace, marketplaces);
  const wrong = [
    ...(body.phone !== undefined && phone === undefined ? ['phone'] : []),
    ...(body.wishedAt !== undefined && !canBeWished(body.wishedAt, now) ? ['wishedAt'] : []),
    ...(body.zone !== undefined && !isZone(body.zone) ? ['zone'] : []),
  ];
  if (wrong.length > 0) return invalid(wrong);
  const { wishedAt, zone, language } = body;
  await deps.calls.request({
    ...{ case: issue, notification },
    ...(phone !== undefined && { phone }),
    ...(wishedAt !== undefined && { wishedAt }),
    ...(zone !== undefined && { zone }),
    ...(language !== undefined && { language }),
  });
  return undefined;
};
