// The two questions after a resolution or a call.
import * as z from 'zod';

const scale = z.int().min(1).max(5);
/** `solved`: is it solved (5 best); `effort`: how easy was it (5 easiest). */
export const satisfactionBody = z.strictObject({ solved: scale, effort: scale });
export type Rating = z.infer<typeof satisfactionBody> & { at: string; notificationId: string };

/** What is rated: a case's own resolution, or the call that solved it. */
export type RatedSubject = { about: 'resolution' | 'call'; key: string };

/** What a message asks about, as its variable `about` says; a case and its call are rated once each. */
export const ratedSubject = (
  { caseId, callbackId }: { caseId: string; callbackId?: string },
  about: unknown,
): RatedSubject =>
  about === 'call' && callbackId !== undefined
    ? { about: 'call', key: `callback#${callbackId}` }
    : { about: 'resolution', key: `case#${caseId}` };
