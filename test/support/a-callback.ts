import { type Callback, callbackIdOf } from '../../lambdas/callbacks/domain/callback.ts';

const at = '2026-11-20T17:00:00.000Z';

/** A call that was asked for a moment ago, without a ticket yet. */
export const aCallback = (overrides: Partial<Callback> = {}): Callback => ({
  callbackId: callbackIdOf(overrides.caseId ?? 'case-1', overrides.round ?? 1),
  ...{ kind: 'call', caseId: 'case-1', round: 1, customerId: 'c-1', programId: 'predictive-issue-resolution' },
  ...{ issueType: 'payment_failure', state: 'requested', priority: 'high', phone: '+12025550123' },
  ...{ zone: 'America/New_York', language: 'en-US', requestedAt: at },
  ...{ seenBy: '2026-11-20T17:01:00.000Z', calledBy: '2026-11-20T17:05:00.000Z' },
  check: { what: 'ticket', at: '2026-11-20T17:01:00.000Z' },
  ...{ date: { requested: at }, reminded: [], updatedAt: at, revision: 1, expiresAt: 4_000_000_000 },
  ...overrides,
});
