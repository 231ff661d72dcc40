// A month of issue cases in a reactive program of a test's own, as events, pages and agents would have left it.
import { randomUUID } from 'node:crypto';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { itemOf } from '../../lambdas/callbacks/adapters/callback-items.ts';
import { type Callback, callbackIdOf, escalationIdOf } from '../../lambdas/callbacks/domain/callback.ts';
import { reactiveDecisionItem } from '../../lambdas/candidates/index.ts';
import { notificationItem } from '../../lambdas/delivery/adapters/notification-items.ts';
import { caseItem } from '../../lambdas/issues/adapters/issue-items.ts';
import type { IssueCase } from '../../lambdas/issues/domain/issue-case.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { aCallback } from './a-callback.ts';
import { aNotification } from './a-notification.ts';
import { anIssueCase } from './fake-cases.ts';
import { dynamodb, outputs } from './local-cloud.ts';

const inAWeek = Math.floor(Date.now() / 1_000) + 7 * 86_400;
const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const writeAll = async (table: string, items: object[]): Promise<void> => {
  for (let from = 0; from < items.length; from += 25) {
    const requests = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await dynamodb.send(new BatchWriteCommand({ RequestItems: { [pick(outputs.tables, table)]: requests } }));
  }
};

const caseOn = (programId: string, day: string, overrides: Partial<IssueCase> = {}): IssueCase => {
  const openedAt = `${day}T10:00:00.000Z`;
  return anIssueCase({
    ...{ customerId: `${programId}-${randomUUID().slice(0, 8)}`, programId, issueType: 'app_crash', openedAt },
    ...{ firstErrorAt: openedAt, updatedAt: openedAt, lastErrorAt: openedAt, deviceType: 'iOS', expiresAt: inAWeek },
    ...overrides,
  });
};

const newId = (): string => randomUUID().replaceAll('-', '');

/** The message that offered help with a case, delivered; with the id that the case has noted, if it has. */
const helpFor = ({ caseId, customerId, programId, issueType, openedAt, notificationIds: [id = newId()] }: IssueCase) =>
  notificationItem(
    aNotification({
      ...{ id, customerId, programId, subject: issueType, occasion: 'episode-1' },
      ...{ step: 'help', channel: 'email', provider: 'ses', address: `${customerId}@example.com`, state: 'delivered' },
      ...{ campaignId: `case:${caseId}`, createdAt: openedAt, updatedAt: openedAt, purpose: 'service' },
      date: { queued: openedAt, sending: openedAt, accepted: openedAt, sent: openedAt, delivered: openedAt },
    }),
  );

/** The message that the holdout kept back. */
const heldFor = ({ caseId, customerId, programId, issueType, openedAt, notificationIds: [id = newId()] }: IssueCase) =>
  notificationItem(
    aNotification({
      ...{ id, customerId, programId, subject: issueType, occasion: 'episode-1', step: 'help', channel: 'email' },
      ...{ campaignId: `case:${caseId}`, createdAt: openedAt, updatedAt: openedAt, purpose: 'service' },
      ...{ state: 'suppressed', reason: 'holdout', date: { suppressed: openedAt } },
    }),
  );

/** A ticket that an agent has ended a while ago: nobody looks after it any more. */
const ticketOf = ({ caseId, customerId, programId, issueType, openedAt }: IssueCase, overrides: Partial<Callback>) => {
  const {
    check: _check,
    phone: _phone,
    ...ended
  } = aCallback({
    ...{ caseId, customerId, programId, issueType, requestedAt: openedAt, updatedAt: openedAt, settledAt: openedAt },
    ...{ state: 'done', date: { requested: openedAt, seen: openedAt, called: openedAt, done: openedAt } },
    ...{ expiresAt: inAWeek, ...overrides },
  });
  return itemOf(ended);
};

const decisionOn = ({ customerId, programId, issueType, openedAt }: IssueCase, rejectedBy?: string) => {
  const candidate = {
    ...{ customerId, programId, subject: issueType, occasion: 'episode-1', marketplace: 'US', eventTime: openedAt },
    ...{ event: { source: 'app.telemetry' }, attributes: {} },
  };
  const score = {
    ...{ value: 0.8, band: 'high', scoredBy: 'model://churn-risk-v3', modelVersion: '3.0.0', fallback: false },
    ...{ cached: false, features: { tenure_months: 3 }, defaulted: [] },
  };
  const outcome = rejectedBy
    ? { outcome: 'rejected', rejectedBy, reason: 'open-ticket' }
    : { outcome: 'scored', score };
  const record = { programHash: 'h', decidedAt: openedAt, candidate, verdicts: [], eventId: randomUUID(), ...outcome };
  return reactiveDecisionItem({ customerId, programId, subject: issueType, at: openedAt, record } as never);
};

const withCall = (issue: IssueCase): IssueCase => ({ ...issue, callbackId: callbackIdOf(issue.caseId, 1) });

/**
 * On the day 12 crashes: 3 fixed by customers who had help (of one the error came again, two days later), 1 by an agent who gave
 * compensation, 8 open, of them 1 escalated, 1 with help that the case has not noted, and 1 held out, whose error came again, too; a
 * crash on each of the 8 days before; and two a month before, whose customers have left: one on the day, one nobody knows when.
 * Decisions: the 12, and 2 that were rejected.
 */
export const aDayOfCases = async (programId: string, day: string): Promise<{ left: string }> => {
  const closed = (method: 'self-service' | 'agent') =>
    ({ state: 'closed', closed: { reason: 'resolved', method, at: `${day}T10:30:00.000Z` }, sightings: 3 }) as const;
  const noted = () => ({ notificationIds: [newId()] });
  const laterAt = `${dayPlus(day, 2)}T10:00:00.000Z`;
  const fixed = Array.from({ length: 3 }, () => caseOn(programId, day, { ...closed('self-service'), ...noted() }));
  const solved = withCall(caseOn(programId, day, closed('agent')));
  const held = caseOn(programId, day, { ...noted(), lastErrorAt: laterAt });
  const escalated = caseOn(programId, day, {
    escalations: [{ ruleId: 'over-an-hour', action: 'escalate-to-support', at: `${day}T11:00:00.000Z` }],
  });
  const unnoted = caseOn(programId, day);
  const others = [unnoted, escalated, held, ...Array.from({ length: 5 }, () => caseOn(programId, day))];
  const ofDay = [...fixed, solved, ...others];
  const before = Array.from({ length: 8 }, (_, n) => caseOn(programId, dayPlus(day, -1 - n), { issueType: 'login' }));
  const [gone, goneAnyDay] = [caseOn(programId, dayPlus(day, -30)), caseOn(programId, dayPlus(day, -30))] as const;
  await Promise.all([
    writeAll('issues', [...ofDay, ...before, gone, goneAnyDay].map(caseItem)),
    writeAll('notifications', [...[...fixed, unnoted].map(helpFor), heldFor(held)]),
    writeAll('callbacks', [
      ticketOf(solved, { outcome: 'solved', minutes: 12, compensationUsd: 10 }),
      ticketOf(escalated, { kind: 'escalation', callbackId: escalationIdOf(escalated.caseId, 'over-an-hour') }),
    ]),
    writeAll('decisions', [
      ...ofDay.map((issue) => decisionOn(issue)),
      ...[1, 2].map(() => decisionOn(caseOn(programId, day), 'support-history')),
      ...fixed.slice(0, 1).map((issue) => decisionOn({ ...issue, openedAt: laterAt }, 'support-history')),
    ]),
    writeAll('customers', [
      { customerId: gone.customerId, status: 'closed', closedAt: `${day}T09:00:00Z`, flagged: false },
      { customerId: goneAnyDay.customerId, status: 'closed', flagged: false },
    ]),
  ]);
  return { left: gone.customerId };
};
