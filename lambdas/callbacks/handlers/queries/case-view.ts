// A case as `type IssueCase` of the schema. Neither contact points nor texts of messages.
import type {
  Callback as CallbackView,
  IssueCase as CaseView,
  Satisfaction,
} from '../../../../graphql/generated/types.ts';
import { type Notification, notificationView } from '../../../delivery/index.ts';
import { type CaseEntry, type IssueCase, type Rating, resolutionEnd } from '../../../issues/index.ts';
import { enumValue } from '../../../shared/graphql/enum-value.ts';
import { type Callback, hasEnded } from '../../domain/callback.ts';
import { timelineOf } from './case-timeline.ts';

/** Everything that is known of one case. */
export type CaseFile = {
  issue: IssueCase;
  entries: readonly CaseEntry[];
  notifications: readonly Notification[];
  /** Calls and escalations, in the order in which they were asked for. */
  callbacks: readonly Callback[];
  rating: Rating | undefined;
};

export const caseView = (file: CaseFile): CaseView => {
  const call = file.callbacks.find(({ callbackId }) => callbackId === file.issue.callbackId);
  return {
    ...standingOf(file.issue),
    risk: riskOf(file.issue),
    escalations: file.issue.escalations.map((one) => ({ ...one, action: enumValue(one.action) })),
    timeline: timelineOf(file),
    notifications: file.notifications.map(notificationView),
    callback: call ? callbackView(call) : null,
    callbacks: file.callbacks.map(callbackView),
    satisfaction: file.rating ? satisfactionView(file.rating) : null,
  };
};

const standingOf = (issue: IssueCase) => {
  const { caseId, customerId, programId, issueType, episode, severity, errorType, appVersion, deviceType } = issue;
  const { state, firstErrorAt, openedAt, sightings, lastErrorAt, closed, fix } = issue;
  const solvedAt = resolutionEnd(issue);
  return {
    ...{ caseId, customerId, programId, issueType, episode, severity, errorType, appVersion, deviceType },
    ...{ state, firstErrorAt, openedAt, sightings, lastErrorAt },
    closedReason: closed?.reason ?? null,
    method: closed?.method ? enumValue(closed.method) : null,
    closedAt: closed?.at ?? null,
    secondsToResolution:
      solvedAt === undefined ? null : Math.max(0, (Date.parse(solvedAt) - Date.parse(openedAt)) / 1_000),
    fixKnown: fix.known,
    toVersion: fix.toVersion ?? null,
  };
};

const riskOf = ({ risk: { top, ...risk } }: IssueCase): CaseView['risk'] => ({ ...risk, contributions: top });

const callbackView = (callback: Callback): CallbackView => ({
  callbackId: callback.callbackId,
  kind: callback.kind,
  round: callback.round,
  ruleId: callback.escalation?.ruleId ?? null,
  action: callback.escalation ? enumValue(callback.escalation.action) : null,
  state: callback.state,
  priority: callback.priority,
  ticketId: callback.ticketId ?? null,
  agent: callback.agentName ?? callback.agentId ?? null,
  requestedAt: callback.requestedAt,
  wishedAt: callback.wishedAt ?? null,
  zone: callback.zone,
  seenAt: callback.date.seen ?? null,
  calledAt: callback.date.called ?? null,
  endedAt: hasEnded(callback) ? (callback.date[callback.state] ?? null) : null,
  outcome: callback.outcome ? enumValue(callback.outcome) : null,
  compensationUsd: callback.compensationUsd ?? null,
  minutes: callback.minutes ?? null,
  escalated: callback.escalatedAt !== undefined,
});

const satisfactionView = ({ about, solved, effort, at }: Rating): Satisfaction => ({ about, solved, effort, at });
