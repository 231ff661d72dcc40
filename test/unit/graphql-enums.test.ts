// Enums of the schema hold the domain's words, all of them and no others. `every` keeps each list whole by its type.
import { type GraphQLEnumType, isEnumType } from 'graphql';
import { expect, it } from 'vitest';
import {
  type Callback,
  type CallbackState,
  callbackOutcomes,
  type TicketPriority,
} from '../../lambdas/callbacks/domain/callback.ts';
import type { CandidateState } from '../../lambdas/candidates/domain/candidate.ts';
import type { ModelVersion } from '../../lambdas/candidates/domain/models/serving.ts';
import { closedReasons } from '../../lambdas/candidates/domain/run/candidate-state.ts';
import type { RunRecord } from '../../lambdas/candidates/domain/run/run.ts';
import type { NotificationState } from '../../lambdas/delivery/domain/notification/notification.ts';
import type { CaseEntry, CaseState, ClosedHow, Escalation, Risk } from '../../lambdas/issues/domain/issue-case.ts';
import type { Rating } from '../../lambdas/issues/domain/rating.ts';
import { enumValue } from '../../lambdas/shared/graphql/enum-value.ts';
import { severities } from '../../lambdas/shared/programs/reactive-program-schema.ts';
import { schema } from '../support/resolve-operation.ts';

const every = <Word extends string>(words: Record<Word, 1>): string[] => Object.keys(words);
const valuesOf = (name: string): string[] => {
  const type = schema.getType(name);
  return isEnumType(type) ? (type as GraphQLEnumType).getValues().map((value) => value.name) : [];
};

const sent = { scheduled: 1, queued: 1, sending: 1, unknown: 1, accepted: 1, sent: 1, delivered: 1 } as const;
const unsent = { failed: 1, expired: 1, suppressed: 1, cancelled: 1, unconfirmed: 1 } as const;
const words: [name: string, words: readonly string[]][] = [
  ['CandidateState', every<CandidateState>({ active: 1, contacted: 1, engaged: 1, closed: 1 })],
  ['ClosedReason', closedReasons],
  ['RunStatus', every<RunRecord['status']>({ running: 1, held: 1, committed: 1, 'dry-run': 1, failed: 1 })],
  ['NotificationState', every<NotificationState>({ ...sent, ...unsent })],
  ['CaseState', every<CaseState>({ open: 1, engaged: 1, calling: 1, closed: 1 })],
  ['Severity', severities],
  ['ResolutionMethod', every<NonNullable<ClosedHow['method']>>({ 'self-service': 1, 'no-further-error': 1, agent: 1 })],
  ['Confidence', every<Risk['confidence']>({ high: 1, medium: 1, low: 1 })],
  ['EscalationAction', every<Escalation['action']>({ 'escalate-to-support': 1, 'escalate-to-manager': 1 })],
  [
    'Actor',
    every<CaseEntry['by'] | 'provider'>({ customer: 1, herald: 1, agent: 1, 'support-system': 1, provider: 1 }),
  ],
  [
    'CallbackState',
    every<CallbackState>({ requested: 1, assigned: 1, seen: 1, called: 1, done: 1, failed: 1, cancelled: 1 }),
  ],
  ['CallbackKind', every<Callback['kind']>({ call: 1, escalation: 1 })],
  ['CallbackOutcome', callbackOutcomes],
  ['TicketPriority', every<TicketPriority>({ low: 1, normal: 1, high: 1, urgent: 1 })],
  ['RatedSubject', every<Rating['about']>({ resolution: 1, call: 1 })],
  ['ModelVersionState', every<ModelVersion['state']>({ candidate: 1, canary: 1, current: 1, retired: 1, rejected: 1 })],
];

it.each(words)('%s has the words of its domain', (name, domain) => {
  expect(valuesOf(name).toSorted()).toEqual(domain.map((word) => enumValue(word)).toSorted());
});

it('has no case closed for a reason that candidates do not know', () => {
  const reasons = every<ClosedHow['reason']>({ resolved: 1, expired: 1, withdrawn: 1 });
  expect(valuesOf('ClosedReason')).toEqual(expect.arrayContaining(reasons));
});
