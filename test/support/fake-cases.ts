import { caseIdOf, type IssueCase } from '../../lambdas/issues/domain/issue-case.ts';
import type { CaseEntry } from '../../lambdas/issues/index.ts';
import type { Calls, Cases } from '../../lambdas/responses/ports.ts';
import { aCallback } from './a-callback.ts';

const at = '2026-11-20T17:00:00.000Z';

/** A case of a checkout that crashes, with a fix in the next version. */
export const anIssueCase = (overrides: Partial<IssueCase> = {}): IssueCase => {
  const key = { customerId: 'c-1', issueType: 'payment_failure', programId: 'predictive-issue-resolution', episode: 1 };
  return {
    ...key,
    caseId: caseIdOf({ ...key, ...overrides }),
    ...{ programHash: 'h1', severity: 'high', marketplace: 'US', locale: 'en-US', zone: 'America/New_York' },
    ...{ errorType: 'payment_timeout', appVersion: '2.5.1', deviceType: 'ios', errorCount: 3, eventId: 'e-1' },
    fix: { known: true, toVersion: '2.5.2', steps: ['update', 'clear-cache', 'callback'] },
    risk: {
      ...{ score: 0.8, baseline: 0.4, ratio: 2, confidence: 'high', modelVersion: 'm', scoredBy: 'm' },
      ...{ fallback: false, top: [] },
    },
    ...{ state: 'open', firstErrorAt: at, openedAt: at, updatedAt: at },
    ...{ sightings: 1, lastErrorAt: at, lastErrorVersion: '2.5.1' },
    ...{ channels: ['sms'], notificationIds: [], escalations: [], revision: 1, expiresAt: 4_000_000_000 },
    ...overrides,
  };
};

/** Cases and calls without tables: `add` puts a case there, `notes` and `requested` tell what was asked. */
export const fakeCases = () => {
  const known = new Map<string, IssueCase>();
  const phones = new Map<string, string>();
  const notes: CaseEntry[] = [];
  const requested: Parameters<Calls['request']>[0][] = [];
  const followed = new Set<string>();
  const change = async (caseId: string, changes: Partial<IssueCase>) => {
    const issue = known.get(caseId);
    if (!issue || issue.state === 'closed') return issue;
    known.set(caseId, { ...issue, ...changes });
    return known.get(caseId);
  };
  const cases: Cases = {
    get: async (caseId) => known.get(caseId),
    choose: (caseId, step) => change(caseId, { state: 'engaged', chosen: { step, at } }),
    fixed: (caseId) => change(caseId, { state: 'closed', closed: { reason: 'resolved', method: 'self-service', at } }),
    stillBroken: async (caseId) => {
      const issue = known.get(caseId);
      if (!issue || (issue.closed && followed.has(caseId))) return issue;
      const { closed: _end, ...rest } = issue;
      known.set(caseId, { ...rest, state: 'open', stillBrokenAt: at });
      return known.get(caseId);
    },
    note: async (_, entry) => {
      if (!notes.some((note) => note.at === entry.at && note.kind === entry.kind)) notes.push(entry);
    },
  };
  const standing = { state: 'requested', at: '2026-11-20T18:05:00.000Z' } as const;
  const calls: Calls = {
    request: async (request) => {
      requested.push(request);
      await change(request.caseId, { state: 'calling', callbackId: 'cb-1' });
      return { kind: 'already', callback: aCallback() };
    },
    standing: async () => standing,
    phoneOf: async (customerId) => phones.get(customerId),
  };
  const add = (issue: IssueCase): void => void known.set(issue.caseId, issue);
  /** From now on a later episode of its issue has begun. */
  const follow = (issue: IssueCase): void => void followed.add(issue.caseId);
  return { cases, calls, add, follow, known, notes, phones, requested };
};
