import type { Actor, CaseEntry as EntryView } from '../../../../graphql/generated/types.ts';
import type { Notification } from '../../../delivery/index.ts';
import type { Rating } from '../../../issues/index.ts';
import { enumValue } from '../../../shared/graphql/enum-value.ts';
import type { Callback, CallbackState } from '../../domain/callback.ts';
import type { CaseFile } from './case-view.ts';

type Line = { at: string; kind: string; by: Actor; detail?: Record<string, string | number | boolean> };

/** All that happened to a case, oldest first: its own entries, messages, calls and tickets, the rating. */
export const timelineOf = ({ entries, notifications, callbacks, rating }: Omit<CaseFile, 'issue'>): EntryView[] => {
  const lines: Line[] = [
    ...entries.map((entry) => ({ ...entry, by: enumValue(entry.by) })),
    ...notifications.flatMap(linesOfMessage),
    ...callbacks.flatMap(linesOfCallback),
    ...(rating && !isNoted(rating, entries) ? [lineOfRating(rating)] : []),
  ];
  return lines
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(({ detail, ...line }) => ({ ...line, detail: detail ? JSON.stringify(detail) : null }));
};

/** Who says that a message reached a state or got a response. */
const saidBy: Partial<Record<keyof Notification['date'], Actor>> = {
  ...{ accepted: 'provider', sent: 'provider', delivered: 'provider', failed: 'provider', bounced: 'provider' },
  ...{ opened: 'customer', clicked: 'customer', converted: 'customer', complained: 'customer' },
};

const linesOfMessage = ({ id, channel, step, date, reason }: Notification): Line[] =>
  Object.entries(date).map(([what, at]) => ({
    ...{ at, kind: `message-${what}`, by: saidBy[what as keyof Notification['date']] ?? 'herald' },
    detail: { id, channel, step, ...(what === 'suppressed' && reason !== undefined && { reason }) },
  }));

const actors: Record<CallbackState, Actor> = {
  ...{ requested: 'customer', assigned: 'support_system', seen: 'agent', called: 'agent', done: 'agent' },
  ...{ failed: 'support_system', cancelled: 'herald' },
};

/** That it was asked for, or escalated, is an entry of the case already. */
const linesOfCallback = (callback: Callback): Line[] => {
  const { callbackId, kind, date, escalatedAt } = callback;
  const reached = (Object.entries(date) as [CallbackState, string][]).filter(([state]) => state !== 'requested');
  const lines: Line[] = reached.map(([state, at]) => ({
    ...{ at, kind: `${kind}-${state}`, by: actors[state] },
    detail: { callbackId, ...ruleOf(callback), ...(state === callback.state && endOf(callback)) },
  }));
  return escalatedAt === undefined
    ? lines
    : [...lines, { at: escalatedAt, kind: 'call-overdue', by: 'herald', detail: { callbackId } }];
};

const ruleOf = ({ escalation }: Callback) => (escalation ? { ruleId: escalation.ruleId } : {});

/** What came of it, as the agent said; why not, if nothing did. */
const endOf = ({ outcome, compensationUsd, minutes, reason }: Callback) => ({
  ...(outcome !== undefined && { outcome }),
  ...(compensationUsd !== undefined && { compensationUsd }),
  ...(minutes !== undefined && { minutes }),
  ...(reason !== undefined && { reason }),
});

/** The page notes a rating on the case after it has kept it; what a crash came between is told from the rating. */
const isNoted = ({ about }: Rating, entries: CaseFile['entries']): boolean =>
  entries.some(({ kind, detail }) => kind === 'rated' && detail?.about === about);

const lineOfRating = ({ about, solved, effort, at }: Rating): Line => ({
  ...{ at, kind: 'rated', by: 'customer' },
  detail: { about, solved, effort },
});
