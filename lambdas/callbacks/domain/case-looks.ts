// When somebody looks whether the case of an escalation has ended. It ends without telling us: issues knows no callbacks.
import type { Callback, Check } from './callback.ts';

const minuteMs = 60_000;
const firstPauseMinutes = 5;
const longestPauseMinutes = 60;
/** Then the ticket of a case that is seen again and again is the support team's alone. */
const longestWatchMs = 30 * 86_400_000;

const lookAfterPause = (at: string, tries: number): Check => {
  const minutes = Math.min(longestPauseMinutes, firstPauseMinutes * 2 ** tries);
  return { what: 'case', at: new Date(Date.parse(at) + minutes * minuteMs).toISOString(), tries };
};

/** @param at ISO 8601: when the ticket was made */
export const firstLookAtCase = (at: string): Check => lookAfterPause(at, 0);

/** With ever longer pauses, 5 to 60 minutes; nothing when it was watched for long enough. @param at ISO 8601: this look */
export const nextLookAtCase = (
  { requestedAt, check }: Pick<Callback, 'requestedAt' | 'check'>,
  at: string,
): Check | undefined =>
  Date.parse(at) < Date.parse(requestedAt) + longestWatchMs ? lookAfterPause(at, (check?.tries ?? 0) + 1) : undefined;
