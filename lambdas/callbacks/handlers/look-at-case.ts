import type { IssueCase } from '../../issues/index.ts';
import { logger } from '../../shared/logger.ts';
import { type Callback, hasEnded } from '../domain/callback.ts';
import { nextLookAtCase } from '../domain/case-looks.ts';
import type { CallbackQueue } from '../ports.ts';
import { type CallOffDeps, callOff } from './call-off.ts';
import { updateCallback } from './update-callback.ts';

export type LookAtCaseDeps = CallOffDeps & { queue: Pick<CallbackQueue, 'send'> };
type Seen = { issue: IssueCase | undefined; at: string };

/**
 * An escalation, or an overdue call, is called off when its case has ended. An escalation that was is made again when the
 * customer has opened the case anew ("still broken"): the program's rule acts once per case, so nobody else would hear of it.
 */
export const lookAtCase = async (deps: LookAtCaseDeps, callback: Callback, { issue, at }: Seen) => {
  const isOpen = issue !== undefined && issue.state !== 'closed';
  if (!hasEnded(callback)) return isOpen ? lookAgain(deps, callback, at) : callOff(deps, callback, { issue, at });
  // Who has asked for a call is with the support team already.
  if (isOpen && issue.state !== 'calling') return escalateAgain(deps, callback);
  return lookAgain(deps, callback, at);
};

const lookAgain = async (
  deps: LookAtCaseDeps,
  { callbackId }: Callback,
  at: string,
): Promise<'case-as-before' | 'unchanged'> => {
  const updated = await updateCallback(deps, callbackId, (seen) => {
    const { check, ...rest } = seen;
    if (check?.what !== 'case') return undefined;
    const next = nextLookAtCase(seen, at);
    return next ? { ...rest, check: next } : rest;
  });
  return updated.kind === 'saved' ? 'case-as-before' : 'unchanged';
};

const escalateAgain = async (
  deps: LookAtCaseDeps,
  { callbackId, caseId, escalation }: Callback,
): Promise<'escalated-again'> => {
  if (escalation) await deps.queue.send({ kind: 'escalation', caseId, ...escalation });
  await updateCallback(deps, callbackId, ({ check, ...seen }) => (check?.what === 'case' ? seen : undefined));
  logger.info('case escalated again', { caseId, ruleId: escalation?.ruleId });
  return 'escalated-again';
};
