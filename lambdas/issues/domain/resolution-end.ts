import type { IssueCase } from './issue-case.ts';

/**
 * When a resolved issue was over, ISO 8601; nothing of a case that was not resolved. Of one that silence resolved it is the time
 * since which it was silent (the update chosen, or the last error after it): that somebody waited and looked says nothing of the issue.
 */
export const resolutionEnd = ({
  closed,
  chosen,
  lastErrorAt,
}: Pick<IssueCase, 'closed' | 'lastErrorAt'> & { chosen?: { at: string } }): string | undefined => {
  if (closed?.reason !== 'resolved') return undefined;
  if (closed.method !== 'no-further-error') return closed.at;
  const silentSince = Math.max(Date.parse(lastErrorAt), Date.parse(chosen?.at ?? lastErrorAt));
  return new Date(Math.min(silentSince, Date.parse(closed.at))).toISOString();
};
