// What becomes of a case by itself, when time passes or errors come.
import type { ReactiveProgram } from '../../shared/programs/reactive-program-schema.ts';
import { compareAppVersions, parseAppVersion } from './app-version.ts';
import type { CaseEvent } from './case-transitions.ts';
import type { IssueCase } from './issue-case.ts';

const hour = 3_600_000;
const day = 24 * hour;
type Rules = { resolution: Pick<ReactiveProgram['resolution'], 'quietHoursWithoutError'>; candidateTTLDays: number };

/**
 * Whether an app of this version is the updated one: the version that has the fix, or a later one. Where no such version is
 * named, or one cannot be read: any other than the one that broke.
 */
const isUpdated = (issue: IssueCase, version: string): boolean => {
  const [seen, fixed] = [parseAppVersion(version), parseAppVersion(issue.fix.toVersion ?? '')];
  return seen && fixed ? compareAppVersions(seen, fixed) >= 0 : version !== issue.appVersion;
};

/** Silence since so long: epoch milliseconds. */
const quiet = (kind: 'no-further-error' | 'expired', since: number, { now, ms }: { now: Date; ms: number }) =>
  now.getTime() >= since + ms
    ? ({ kind, at: now.toISOString(), quietSince: new Date(since).toISOString() } as const)
    : undefined;

/**
 * After the customer chose to update: an error of the updated version means that it was no fix; none of any version for
 * the program's hours, counted anew from each error, means that it was (issue 5, section 3).
 */
const afterUpdate = (issue: IssueCase, { resolution }: Rules, now: Date): CaseEvent | undefined => {
  if (issue.state !== 'engaged' || issue.chosen?.step !== 'update') return undefined;
  const [chosen, seen] = [Date.parse(issue.chosen.at), Date.parse(issue.lastErrorAt)];
  if (seen > chosen && isUpdated(issue, issue.lastErrorVersion))
    return { kind: 'error-again', appVersion: issue.lastErrorVersion, at: now.toISOString() };
  return quiet('no-further-error', Math.max(chosen, seen), { now, ms: resolution.quietHoursWithoutError * hour });
};

/** The event that time makes of a case at `now`, if any: resolved by silence, broken again, or past its life. */
export const followUp = (issue: IssueCase, rules: Rules, now: Date): CaseEvent | undefined => {
  if (issue.state === 'closed') return undefined;
  const found = afterUpdate(issue, rules, now);
  if (found) return found;
  // An issue that is still seen, or that its customer still has, is not over.
  const signs = [issue.openedAt, issue.lastErrorAt, issue.stillBrokenAt ?? issue.openedAt];
  const lastSign = Math.max(...signs.map((sign) => Date.parse(sign)));
  return quiet('expired', lastSign, { now, ms: rules.candidateTTLDays * day });
};
