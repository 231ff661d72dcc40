import type { CaseActions, IssueCase } from '../../issues/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import { type Callback, callbackIdOf, hasEnded } from '../domain/callback.ts';
import type { CallbackBook, CallbackQueue, Cases } from '../ports.ts';
import { newCallback, type ProgramsOfCases } from './new-callback.ts';

/** `phone`: E.164, checked by the caller. `wishedAt`: ISO 8601. `zone`, `language`: the case's unless given. */
type CallRequest = { caseId: string; phone: string; wishedAt?: string; zone?: string; language?: string };
type CallRequested = { kind: 'requested' | 'already'; callback: Callback } | { kind: 'closed' | 'missing' };
export type RequestCall = (request: CallRequest) => Promise<CallRequested>;

export type RequestCallDeps = {
  book: Pick<CallbackBook, 'create' | 'get'>;
  queue: Pick<CallbackQueue, 'send'>;
  cases: Pick<Cases, 'get'>;
  actions: Pick<CaseActions, 'markCalling'>;
  programs: ProgramsOfCases;
  clock: Clock;
};

/**
 * A customer asks for a call. Safe to repeat: as long as a call of the case is open, asking again is asking for that one. A
 * crash between callback and queue is found by watch-callbacks, one before the case knows of it by open-ticket.
 * @throws TransientError
 */
export const requestCall =
  (deps: RequestCallDeps): RequestCall =>
  async ({ caseId, ...wish }) => {
    const issue = await deps.cases.get(caseId);
    if (!issue) return { kind: 'missing' };
    if (issue.state === 'closed') return { kind: 'closed' };
    const { callbackId, round } = await placeOf(deps, issue);
    const drafted = await newCallback(deps.programs, issue, {
      wish: { ...wish, callbackId, round },
      now: deps.clock.now(),
    });
    const created = await deps.book.create(drafted);
    const callback = created === 'created' ? drafted : ((await deps.book.get(callbackId)) ?? drafted);
    if (callback.ticketId === undefined) await deps.queue.send({ kind: 'call', callbackId });
    await deps.actions.markCalling(caseId, callbackId);
    logger.info('call requested', { callbackId, caseId, created, customer: customerHash(issue.customerId) });
    return { kind: created === 'created' ? 'requested' : 'already', callback };
  };

/** The call that is open, or the next one of the case: who was not helped may ask again. */
const placeOf = async ({ book }: RequestCallDeps, { caseId, callbackId }: IssueCase) => {
  const latest = callbackId === undefined ? undefined : await book.get(callbackId);
  const round = latest === undefined ? 1 : latest.round + (hasEnded(latest) ? 1 : 0);
  return { callbackId: callbackIdOf(caseId, round), round };
};
