import { resolutionEnd } from '../../lambdas/issues/index.ts';
import type { CaseStory } from '../../lambdas/reporting/domain/figures/case-row.ts';
import type { CaseFacts, MessageFacts, TicketFacts } from '../../lambdas/reporting/domain/figures/facts.ts';

/** A crash of yesterday that nobody has done anything about yet. */
export const aCaseFacts = (overrides: Partial<CaseFacts> = {}): CaseFacts => ({
  ...{ caseId: 'case-1', customerId: 'customer-1', programId: 'predictive-issue-resolution', issueType: 'app_crash' },
  ...{ episode: 1, severity: 'high', appVersion: '2.5.1', deviceType: 'iOS', openedAt: '2026-11-20T10:00:00.000Z' },
  ...{ state: 'open', sightings: 3, escalations: [], risk: { score: 0.8 } },
  ...{
    lastErrorAt: overrides.openedAt ?? '2026-11-20T10:00:00.000Z',
    channels: ['sms'],
    notificationIds: ['message-1'],
  },
  ...overrides,
});

/** An SMS with help that arrived. */
export const aHelpMessage = (overrides: Partial<MessageFacts> = {}): MessageFacts => ({
  ...{ id: 'message-1', customerId: 'customer-1', subject: 'app_crash', occasion: 'episode-1', step: 'help' },
  ...{ channel: 'sms', state: 'delivered', createdAt: '2026-11-20T10:00:00.100Z', spared: false },
  campaignId: 'case:case-1',
  date: {
    ...{ sending: '2026-11-20T10:00:00.200Z', accepted: '2026-11-20T10:00:00.300Z' },
    delivered: '2026-11-20T10:00:04.000Z',
  },
  cost: { parts: 1, usd: 0.006 },
  ...overrides,
});

/** A call that an agent made three minutes after it was asked for. */
export const aTicket = (overrides: Partial<TicketFacts> = {}): TicketFacts => ({
  ...{ callbackId: 'call-1', kind: 'call', caseId: 'case-1', state: 'called', requestedAt: '2026-11-20T10:10:00.000Z' },
  date: { called: '2026-11-20T10:13:00.000Z' },
  ...overrides,
});

export const aCaseStory = (overrides: Partial<CaseStory> = {}): CaseStory => {
  const issue = overrides.issue ?? aCaseFacts();
  return {
    ...{ issue, messages: [aHelpMessage()], tickets: [], rating: undefined, left: false },
    ...{ lastErrorAt: issue.lastErrorAt, solvedAt: resolutionEnd(issue) },
    ...overrides,
  };
};
