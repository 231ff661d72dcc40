import { logger } from '../../shared/logger.ts';
import type { Callback, Check } from '../domain/callback.ts';
import { withTicket } from '../domain/support-facts.ts';
import { advance } from '../domain/transitions.ts';
import type { CallbackBook, CallbackQueue, Cases, SupportDesk, SupportFactsBook } from '../ports.ts';
import type { CountMetrics } from './count-metrics.ts';
import { pickAgent } from './pick-agent.ts';
import { type SettleCallbackDeps, settleCallback } from './settle-callback.ts';
import { updateCallback } from './update-callback.ts';

export type LookAfterDeps = SettleCallbackDeps & {
  book: CallbackBook;
  desk: SupportDesk;
  queue: Pick<CallbackQueue, 'send'>;
  cases: Pick<Cases, 'get'>;
  facts: SupportFactsBook;
  metrics: CountMetrics;
};
export type Looked = 'settled' | 'cancelled' | 'asked-again' | 'given-up' | 'reminded' | 'escalated' | 'unchanged';

const minuteMs = 60_000;
/** With ever longer pauses: two days of a support system that is away. */
const mostTries = 100;
const longestPauseMinutes = 30;

/** Does what a callback's check asks for, and sets the next one. @param at ISO 8601: now, or the minute that is run again */
export const lookAfter = async (deps: LookAfterDeps, callback: Callback, at: string): Promise<Looked> => {
  const what = callback.check?.what;
  if (what === 'settle') {
    await settleCallback(deps, callback);
    return 'settled';
  }
  const issue = await deps.cases.get(callback.caseId);
  if (!issue || issue.state === 'closed') return cancel(deps, callback, at);
  if (what === 'ticket') return askAgain(deps, callback, at);
  return what === 'seen' ? remind(deps, callback, at) : escalate(deps, callback, at);
};

/** The customer was helped in another way: nobody has to call. */
const cancel = async (
  deps: LookAfterDeps,
  { callbackId, customerId, ticketId }: Callback,
  at: string,
): Promise<Looked> => {
  if (ticketId !== undefined) {
    const note = 'The issue is resolved: no call is needed any more.';
    await deps.desk.note(ticketId, { tag: 'herald_cancelled', note, solved: true });
    await deps.facts.update(customerId, (facts) => withTicket(facts, { ticketId, status: 'closed', at, openedAt: at }));
  }
  const updated = await updateCallback(deps, callbackId, (seen) => {
    const advanced = advance(seen, { kind: 'cancelled', at, reason: 'case-closed' });
    return advanced.kind === 'advanced' ? advanced.next : withoutCheck(seen);
  });
  if (updated.kind === 'saved') await settleCallback(deps, updated.callback);
  return 'cancelled';
};

const withoutCheck = ({ check: _check, ...callback }: Callback): Callback => callback;

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
  const outcome = await deps.desk.note(ticketId, {
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
    const { check: _missed, ...rest } = seen;
    return { ...rest, reminded: [...seen.reminded, 'called'], escalatedAt: at, priority: 'urgent' };
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
