import { caseIdOf, type IssueCase } from '../../lambdas/issues/domain/issue-case.ts';

const programId = 'predictive-issue-resolution';

/**
 * The first revision of a case of app crashes, its hand-over open, with overrides. Of a time to come, so that on deployed
 * tables nobody follows it up while a test looks.
 */
export const anIssueCase = (overrides: Partial<IssueCase> = {}): IssueCase => {
  const key = { customerId: 'C789', issueType: 'app_crash', programId, episode: 1, ...overrides };
  return {
    caseId: caseIdOf(key),
    ...{ programHash: 'h1', severity: 'high', marketplace: 'US', locale: 'en-US', zone: 'America/New_York' },
    ...{ errorType: 'NullPointerException', appVersion: '2.5.1', deviceType: 'iOS', errorCount: 3, eventId: 'e-1' },
    fix: { known: true, toVersion: '2.5.2', steps: ['update', 'callback'] },
    risk: {
      ...{ score: 0.85, baseline: 0.15, ratio: 5.7, confidence: 'high', modelVersion: '3', scoredBy: 'model://m' },
      ...{ fallback: false, top: [] },
    },
    ...{ state: 'open', firstErrorAt: '2056-11-20T15:30:00.000Z' },
    ...{ openedAt: '2056-11-20T15:30:00.000Z', updatedAt: '2056-11-20T15:30:01.000Z' },
    ...{ sightings: 1, lastErrorAt: '2056-11-20T15:30:00.000Z', lastErrorVersion: '2.5.1' },
    ...{ channels: ['sms', 'email'], notificationIds: [], escalations: [] },
    ...{ handoverAt: '2056-11-20T15:30:01.000Z', revision: 1, expiresAt: 4_000_000_000 },
    ...key,
    ...overrides,
  };
};
