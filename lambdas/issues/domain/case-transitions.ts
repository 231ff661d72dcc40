// The life of a case as one table: what each event makes of each state. What is not in it is refused.
import type { SolutionStep } from '../../shared/programs/reactive-program-schema.ts';
import type { CaseEntry, CaseState, ClosedHow, Escalation, IssueCase } from './issue-case.ts';

/** `at`: ISO 8601. */
export type CaseEvent = { at: string } & (
  | { kind: 'chose'; step: SolutionStep }
  | { kind: 'fixed' | 'still-broken' }
  /** Nothing was heard since. */
  | { kind: 'no-further-error' | 'expired'; quietSince: string }
  | { kind: 'call-requested'; callbackId: string }
  | { kind: 'call-ended'; callbackId: string; outcome: 'not-solved' | 'not-reached' | 'cancelled' }
  | { kind: 'agent-solved'; callbackId: string }
  | { kind: 'error-again'; appVersion: string }
  | ({ kind: 'escalated' } & Omit<Escalation, 'at'>)
);
type EventKind = CaseEvent['kind'];

/** `unchanged`: it is so already. */
export type CaseStep =
  | { kind: 'changed'; next: IssueCase; entry: CaseEntry }
  | { kind: 'unchanged' }
  | { kind: 'refused'; reason: 'closed' | 'not-now' };

const always = {
  fixed: 'closed',
  'agent-solved': 'closed',
  expired: 'closed',
  'call-requested': 'calling',
} as const;

const table: Record<CaseState, Partial<Record<EventKind, CaseState>>> = {
  open: { ...always, chose: 'engaged', 'still-broken': 'open', escalated: 'open' },
  engaged: {
    ...always,
    chose: 'engaged',
    'still-broken': 'open',
    escalated: 'engaged',
    'no-further-error': 'closed',
    'error-again': 'open',
  },
  calling: { ...always, chose: 'calling', 'still-broken': 'calling', escalated: 'calling', 'call-ended': 'open' },
  closed: { 'still-broken': 'open' },
};

const closings: Partial<Record<EventKind, Pick<ClosedHow, 'reason' | 'method'>>> = {
  fixed: { reason: 'resolved', method: 'self-service' },
  'no-further-error': { reason: 'resolved', method: 'no-further-error' },
  'agent-solved': { reason: 'resolved', method: 'agent' },
  expired: { reason: 'expired' },
};

const actors: Record<EventKind, CaseEntry['by']> = {
  chose: 'customer',
  fixed: 'customer',
  'still-broken': 'customer',
  'call-requested': 'customer',
  'agent-solved': 'agent',
  'call-ended': 'agent',
  'no-further-error': 'herald',
  'error-again': 'herald',
  escalated: 'herald',
  expired: 'herald',
};

/** A step chosen before is over once the case is open again: error, "still broken" or a call that brought nothing. */
const isAtIt = ({ state }: IssueCase): boolean => state === 'engaged' || state === 'calling';

/** A second tap, a repeated step or a redelivered message asks for what is there. */
const isSo = (seen: IssueCase, event: CaseEvent): boolean => {
  switch (event.kind) {
    case 'chose':
      return isAtIt(seen) && seen.chosen?.step === event.step && seen.stillBrokenAt === undefined;
    case 'still-broken':
      return seen.stillBrokenAt !== undefined && seen.state !== 'closed';
    case 'call-requested':
      return seen.state === 'calling' && seen.callbackId === event.callbackId;
    case 'call-ended':
      return seen.state !== 'calling' || seen.callbackId !== event.callbackId;
    case 'escalated':
      return seen.escalations.some(({ ruleId }) => ruleId === event.ruleId);
    default:
      return false;
  }
};

const outOfTable = (seen: IssueCase, event: CaseEvent): CaseStep => {
  const isDone = seen.state === 'closed' && seen.closed?.reason === closings[event.kind]?.reason;
  if (isDone) return { kind: 'unchanged' };
  return { kind: 'refused', reason: seen.state === 'closed' ? 'closed' : 'not-now' };
};

/** Later than the last change by a millisecond at least: entries of a case have an order, and each its own key. */
const timeOf = (seen: IssueCase, { at }: CaseEvent): string =>
  new Date(Math.max(Date.parse(at), Date.parse(seen.updatedAt) + 1)).toISOString();

const marksOf = (seen: IssueCase, event: CaseEvent, at: string): Partial<IssueCase> => {
  switch (event.kind) {
    case 'chose':
      return { chosen: { step: event.step, at } };
    case 'still-broken':
      return { stillBrokenAt: at };
    case 'call-requested':
      return { callbackId: event.callbackId };
    case 'escalated':
      return { escalations: [...seen.escalations, { ruleId: event.ruleId, action: event.action, at }] };
    default:
      return {};
  }
};

/** Nor with what was still to be told of an end that was none. */
const withoutEnd = ({ closed: _closed, handoverAt: _handoverAt, ...rest }: IssueCase): IssueCase => rest;

const quietOf = (event: CaseEvent): Pick<ClosedHow, 'quietSince'> =>
  'quietSince' in event ? { quietSince: event.quietSince } : {};

const detailOf = ({ kind, at, ...detail }: CaseEvent): Pick<CaseEntry, 'detail'> =>
  Object.keys(detail).length > 0 ? { detail } : {};

/**
 * What an event makes of a case: the next revision and the entry that tells it, both with a time after the last change.
 * Only its customer opens a closed case again: whoever closed it, they know better. An error never does: it opens the next
 * episode. A closed one is handed over once more (`handoverAt`), to those who shall know of its end.
 */
export const advanceCase = (seen: IssueCase, event: CaseEvent): CaseStep => {
  const state = table[seen.state][event.kind];
  if (state === undefined) return outOfTable(seen, event);
  if (isSo(seen, event)) return { kind: 'unchanged' };
  const at = timeOf(seen, event);
  const closing = closings[event.kind];
  const { stillBrokenAt, ...rest } = seen.state === 'closed' ? withoutEnd(seen) : seen;
  const next: IssueCase = {
    ...rest,
    ...(stillBrokenAt !== undefined && event.kind !== 'chose' && { stillBrokenAt }),
    ...marksOf(seen, event, at),
    ...(closing && { closed: { ...closing, at, ...quietOf(event) }, handoverAt: at }),
    state,
    updatedAt: at,
    revision: seen.revision + 1,
  };
  return { kind: 'changed', next, entry: { at, kind: event.kind, by: actors[event.kind], ...detailOf(event) } };
};
