// The one table of what may happen to a callback. Webhooks come late, twice and out of order: states never go backwards.
import { type Callback, type CallbackOutcome, type CallbackState, hasEnded } from './callback.ts';

export type CallbackEvent =
  | { kind: 'assigned'; at: string; agentId: string; agentName?: string }
  | { kind: 'seen'; at: string }
  | { kind: 'called'; at: string }
  | { kind: 'done'; at: string; outcome?: CallbackOutcome; compensationUsd?: number; minutes?: number }
  | {
      kind: 'failed';
      at: string;
      reason: string;
      outcome?: CallbackOutcome;
      compensationUsd?: number;
      minutes?: number;
    }
  | { kind: 'cancelled'; at: string; reason: string };

export type Advanced = { kind: 'advanced'; next: Callback } | { kind: 'unchanged' };

/** From which states an event leads to the state of its name. What an agent did outweighs that we had given up. */
const allowed: Record<CallbackEvent['kind'], readonly CallbackState[]> = {
  assigned: ['requested'],
  seen: ['requested', 'assigned'],
  called: ['requested', 'assigned', 'seen'],
  done: ['requested', 'assigned', 'seen', 'called', 'failed', 'cancelled'],
  failed: ['requested', 'assigned', 'seen', 'called'],
  cancelled: ['requested', 'assigned', 'seen'],
};

/** Whether an event moves a callback in this state on. */
export const moves = (state: CallbackState, kind: CallbackEvent['kind']): boolean => allowed[kind].includes(state);

/** Given up and then solved without a word is our own doing: we solve tickets that nobody needs. */
const leadsOn = (seen: Callback, event: CallbackEvent): boolean =>
  moves(seen.state, event.kind) && !(hasEnded(seen) && event.kind === 'done' && event.outcome === undefined);

/**
 * The callback after an event. One that comes too late to move it still adds what is not known yet (when it was seen or
 * called, what came of it); a change of agent is taken as long as the callback is open.
 */
export const advance = (seen: Callback, event: CallbackEvent): Advanced => {
  const moved: Callback = leadsOn(seen, event) ? { ...seen, state: event.kind } : seen;
  const learnt = withFacts(withDate(moved, event), event);
  const next = hasEnded(learnt) ? ended(learnt, seen) : withoutPassedCheck(learnt);
  return JSON.stringify(next) === JSON.stringify(seen)
    ? { kind: 'unchanged' }
    : { kind: 'advanced', next: { ...next, updatedAt: event.at, revision: seen.revision + 1 } };
};

/** The first time counts. An end that did not happen leaves no date. */
const withDate = (callback: Callback, { kind, at }: CallbackEvent): Callback => {
  const isEnd = kind === 'done' || kind === 'failed' || kind === 'cancelled';
  if (callback.date[kind] !== undefined || (isEnd && callback.state !== kind)) return callback;
  return { ...callback, date: { ...callback.date, [kind]: at } };
};

const withFacts = (callback: Callback, event: CallbackEvent): Callback => {
  if (event.kind === 'assigned') return hasEnded(callback) ? callback : withAgent(callback, event);
  if (event.kind === 'seen' || event.kind === 'called' || callback.state !== event.kind) return callback;
  if (event.kind === 'cancelled') return { ...callback, reason: callback.reason ?? event.reason };
  const { outcome, compensationUsd, minutes } = event;
  const { reason: _earlier, ...rest } = callback;
  return {
    ...(event.kind === 'failed' ? { ...callback, reason: event.reason } : rest),
    ...(outcome !== undefined && { outcome }),
    ...(compensationUsd !== undefined && { compensationUsd }),
    ...(minutes !== undefined && { minutes }),
  };
};

const withAgent = (callback: Callback, { agentId, agentName }: CallbackEvent & { kind: 'assigned' }): Callback => {
  const { agentName: _earlier, ...rest } = callback;
  return { ...rest, agentId, ...(agentName !== undefined && { agentName }) };
};

const settleWithinMs = 60_000;

/** The number is not needed again; what is left to do is to tell everybody, anew if the end is another one. */
const ended = ({ phone: _phone, ...callback }: Callback, seen: Callback): Callback => {
  if (callback.state === seen.state) return callback;
  const { settledAt: _settledAt, ...rest } = callback;
  const at = Date.parse(callback.date[callback.state] ?? callback.updatedAt) + settleWithinMs;
  return { ...rest, check: { what: 'settle', at: new Date(at).toISOString() } };
};

/** Seen: the next to watch is the call. Called: nothing is. Only these two have deadlines that pass. */
const withoutPassedCheck = (callback: Callback): Callback => {
  const { check, ...rest } = callback;
  if (check?.what !== 'seen' && check?.what !== 'called') return callback;
  if (callback.date.called !== undefined) return rest;
  if (check.what === 'seen' && callback.date.seen !== undefined)
    return { ...callback, check: { what: 'called', at: callback.calledBy } };
  return callback;
};
