// How a change is written down, whatever it was: dates are kept from their first time, the reason is the state's own.
import type { Notification, NotificationState, ResponseKind } from './notification.ts';

/** `dateOnly`: the state stays, the record knows more. */
export type Change =
  | { kind: 'change'; next: Notification; dateOnly?: true }
  | { kind: 'unchanged' }
  | { kind: 'refused'; reason: string };

/** The notification in a state it enters now (or enters anew). What belonged to the state before is dropped. */
export const enter = (
  seen: Notification,
  state: NotificationState,
  now: string,
  patch: Partial<Notification>,
): Change => {
  const { reason: _reason, leaseUntil: _lease, heldUntil: _held, ...kept } = seen;
  const date = { ...seen.date, [state]: seen.date[state] ?? now };
  return { kind: 'change', next: { ...kept, ...patch, state, date, stateSince: now } };
};

/** A response's date; a repeated one changes nothing, an earlier one replaces a later. */
export const addResponse = (seen: Notification, response: ResponseKind, at: string): Change =>
  learned(seen, { ...seen, date: withDate(seen.date, response, at) });

/** What the record knows more, or `unchanged`. */
export const learned = (seen: Notification, next: Notification): Change =>
  sameValue(seen, next) ? { kind: 'unchanged' } : { kind: 'change', next, dateOnly: true };

/** The earlier of the known and the given time stays, so that the order in which they are told doesn't matter. */
export const withDate = (
  date: Notification['date'],
  what: NotificationState | ResponseKind,
  at: string,
): Notification['date'] => {
  const told = new Date(at).toISOString();
  const known = date[what];
  return known !== undefined && known <= told ? date : { ...date, [what]: told };
};

/** Whether two JSON values are the same, whatever the order of their keys. */
const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => sameValue(one[name], other[name]));
};
