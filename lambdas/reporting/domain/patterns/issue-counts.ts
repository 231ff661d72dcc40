import type { CaseFacts } from '../figures/facts.ts';

/** What a group has in common. Without version and device: all of an issue type. */
type GroupOf = { issueType: string; appVersion?: string; deviceType?: string };
/** `examples`: up to three case ids, nothing else about anybody. */
export type GroupCount = GroupOf & { count: number; examples: string[] };
/** A day's new cases by group, by key. */
export type IssueCounts = { day: string; cases: number; groups: Record<string, GroupCount> };

const mostExamples = 3;

const groupKey = ({ issueType, appVersion, deviceType }: GroupOf): string =>
  appVersion === undefined ? issueType : JSON.stringify([issueType, appVersion, deviceType]);

export const noCounts = (day: string): IssueCounts => ({ day, cases: 0, groups: {} });

type Counted = Pick<CaseFacts, 'caseId' | 'issueType' | 'appVersion' | 'deviceType'>;

/** Adds a page of cases: each counts in its issue type, and in its type, version and device. */
export const addCases = (counts: IssueCounts, page: readonly Counted[]): IssueCounts => {
  for (const { caseId, issueType, appVersion, deviceType } of page) {
    counts.cases += 1;
    add(counts.groups, { issueType }, caseId);
    add(counts.groups, { issueType, appVersion, deviceType }, caseId);
  }
  return counts;
};

const add = (groups: Record<string, GroupCount>, of: GroupOf, caseId: string): void => {
  const key = groupKey(of);
  const group = groups[key] ?? { ...of, count: 0, examples: [] };
  group.count += 1;
  if (group.examples.length < mostExamples) group.examples.push(caseId);
  groups[key] = group;
};
