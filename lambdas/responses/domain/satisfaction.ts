// The two questions after a resolution or a call.
import * as z from 'zod';

const scale = z.int().min(1).max(5);
/** `solved`: is it solved (5 best); `effort`: how easy was it (5 easiest). */
export const satisfactionBody = z.strictObject({ solved: scale, effort: scale });
export type Rating = z.infer<typeof satisfactionBody> & { at: string; notificationId: string };

/** What is rated: a case's own resolution, or the call that solved it. */
export type RatedSubject = { about: 'resolution' | 'call'; key: string };

/** A case an agent closed is rated for its call, every other for itself; each is rated once. */
export const ratedSubject = (issue: {
  caseId: string;
  callbackId?: string;
  closed?: { method?: string };
}): RatedSubject =>
  issue.callbackId !== undefined && issue.closed?.method === 'agent'
    ? { about: 'call', key: `callback#${issue.callbackId}` }
    : { about: 'resolution', key: `case#${issue.caseId}` };
