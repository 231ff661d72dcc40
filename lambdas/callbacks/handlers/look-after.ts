import { logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import type { Callback, Check } from '../domain/callback.ts';
import { firstLookAtCase } from '../domain/case-looks.ts';
import { advance } from '../domain/transitions.ts';
import type { Cases } from '../ports.ts';
import { callOff, endCalledOff } from './call-off.ts';
import { type LookAtCaseDeps, lookAtCase } from './look-at-case.ts';
import { pickAgent } from './pick-agent.ts';
import { settleCallback } from './settle-callback.ts';
import { updateCallback } from './update-callback.ts';

export type LookAfterDeps = LookAtCaseDeps & {
  cases: Pick<Cases, 'get'>;
  metrics: CountMetrics;
};
/** `left`: to the agent who is at it; `case-as-before`: of an escalation, open or closed, or of an overdue call. */
export type Looked =
  | ('settled' | 'cancelled' | 'left' | 'case-as-before' | 'escalated-again')
  | ('asked-again' | 'given-up' | 'reminded' | 'escalated' | 'unchanged');

const minuteMs = 60_000;
/** With ever longer pauses: two days of a support system that is away. */
const mostTries = 100;
const longestPauseMinutes = 30;

/** Does what a callback's check asks for, and sets the next one. @param at ISO 8601: now, or the minute that is run again */
export const lookAfter = async (deps: LookAfterDeps, callback: Callback, at: string): Promise<Looked> => {
  const what = callback.check?.what;
  const issue = await deps.cases.get(callback.caseId);
  if (what === 'settle') {
    if (callback.state === 'cancelled') await endCalledOff(deps, callback, { issue, at });
    else await settleCallback(deps, callback);
    return 'settled';
  }
  if (what === 'case') return lookAtCase(deps, callback, { issue, at });
  if (!issue || issue.state === 'closed') return callOff(deps, callback, { issue, at });
  if (what === 'ticket') return askAgain(deps, callback, at);
  return what === 'seen' ? remind(deps, callback, at) : escalate(deps, callback, at);
};

/** The queue's message was lost, or became a dead letter while the support system was away. */
const askAgain = async (deps: LookAfterDeps, { callbackId, check }: Callback, at: string): Promise<Looked> => {
  const tries = (check?.tries ?? 0) + 1;
  if (tries > mostTries) return giveUp(deps, callbackId, at);
  await deps.queue.send({ kind: 'call', callbackId });
  const pause = Math.min(longestPauseMinutes, 2 ** tries) * minuteMs;
  await setCheck(deps, callbackId, { from: 'ticket', to: { what: 'ticket', at: later(at, pause), tries } });
  deps.metrics.addMetric('CallbacksWithoutTicket', 'Count', 1);
  return 'asked-again';
};

const giveUp = async (deps: LookAfterDeps, callbackId: string, at: string): Promise<Looked> => {
  await updateCallback(deps, callbackId, (seen) => {
    const advanced = advance(seen, { kind: 'failed', at, reason: 'no-ticket' });
    return advanced.kind === 'advanced' ? advanced.next : undefined;
  });
  logger.error('callback given up: the support system took no ticket', { callbackId });
  return 'given-up';
};

/** Not seen in time: the ticket says so, and gets an agent if it has none. */
const remind = async (deps: LookAfterDeps, callback: Callback, at: string): Promise<Looked> => {
  const { callbackId, ticketId = '', seenBy, calledBy, language, agentId } = callback;
  const agent = agentId === undefined ? await pickAgent(deps, language) : undefined;
  const { kind: outcome } = await deps.desk.note(ticketId, {
    tag: 'herald_not_seen',
    note: `Reminder: this call was to be seen by ${seenBy}. The customer is to be called by ${calledBy}.`,
    ...(agent && { assigneeId: agent.agentId }),
  });
  await updateCallback(deps, callbackId, (seen) => {
    if (seen.check?.what !== 'seen') return undefined;
    const next: Callback = { ...seen, reminded: [...seen.reminded, 'seen'], check: { what: 'called', at: calledBy } };
    if (!agent || outcome !== 'noted') return next;
    const advanced = advance(next, { kind: 'assigned', at, agentId: agent.agentId, agentName: agent.name });
    return advanced.kind === 'advanced' ? advanced.next : next;
  });
  deps.metrics.addMetric('CallbacksNotSeen', 'Count', 1);
  return 'reminded';
};

/** Not called in time: the ticket becomes urgent, an alarm tells the team. */
const escalate = async (deps: LookAfterDeps, callback: Callback, at: string): Promise<Looked> => {
  const { callbackId, ticketId = '', calledBy } = callback;
  await deps.desk.note(ticketId, {
    tag: 'herald_not_called',
    note: `Escalated: the customer was to be called by ${calledBy} and has not been.`,
    priority: 'urgent',
  });
  const updated = await updateCallback(deps, callbackId, (seen) => {
    if (seen.check?.what !== 'called') return undefined;
    // Overdue is not over: a customer who is helped by other means needs no call any more.
    const check = firstLookAtCase(at);
    return { ...seen, reminded: [...seen.reminded, 'called'], escalatedAt: at, priority: 'urgent', check };
  });
  if (updated.kind !== 'saved') return 'unchanged';
  deps.metrics.addMetric('CallbacksNotCalled', 'Count', 1);
  return 'escalated';
};

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const setCheck = (
  deps: LookAfterDeps,
  callbackId: string,
  { from, to }: { from: Check['what']; to: Check },
): Promise<unknown> =>
  updateCallback(deps, callbackId, (seen) => (seen.check?.what === from ? { ...seen, check: to } : undefined));
