// When somebody looks how the case of an escalation, or of an overdue call, stands. It ends without telling us: issues knows
// no callbacks.
import { type Callback, type Check, hasEnded } from './callback.ts';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const firstPauseMinutes = 5;
const longestPauseMinutes = 60;
/** Then the ticket of a case that is seen again and again is the support team's alone. */
const openDays = 30;
/** As long as the customer's page opens (`resolution.linkHours`), where a closed case can be opened again. */
const calledOffDays = 7;

const lookAfterPause = (at: string, tries: number): Check => {
  const minutes = Math.min(longestPauseMinutes, firstPauseMinutes * 2 ** tries);
  return { what: 'case', at: new Date(Date.parse(at) + minutes * minuteMs).toISOString(), tries };
};

/** @param at ISO 8601: when the ticket was made or called off, or the call missed */
export const firstLookAtCase = (at: string): Check => lookAfterPause(at, 0);

/** With ever longer pauses, 5 to 60 minutes; nothing when it was watched for long enough. @param at ISO 8601: this look */
export const nextLookAtCase = (callback: Callback, at: string): Check | undefined => {
  const { requestedAt, updatedAt, date, check } = callback;
  const until = hasEnded(callback)
    ? Date.parse(date.cancelled ?? updatedAt) + calledOffDays * dayMs
    : Date.parse(requestedAt) + openDays * dayMs;
  return Date.parse(at) < until ? lookAfterPause(at, (check?.tries ?? 0) + 1) : undefined;
};
