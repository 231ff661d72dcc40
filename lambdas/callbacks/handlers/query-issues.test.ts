import { beforeEach, describe, expect, it } from 'vitest';
import { aCallback } from '../../../test/support/a-callback.ts';
import { aNotification } from '../../../test/support/a-notification.ts';
import { anIssueCase } from '../../../test/support/fake-cases.ts';
import { resolveOperation } from '../../../test/support/resolve-operation.ts';
import type { Notification } from '../../delivery/index.ts';
import { type CaseEntry, type IssueCase, memoryIssueBook, type Rating } from '../../issues/index.ts';
import { memoryCallbackBook } from '../adapters/memory-callback-book.ts';
import { callbackIdOf, escalationIdOf } from '../domain/callback.ts';
import { createQueryIssues } from './query-issues.ts';

const time = (minute: string): string => `2026-11-20T17:${minute}:00.000Z`;

const open = () => {
  const issues = memoryIssueBook();
  const callbacks = memoryCallbackBook();
  const messages: Notification[] = [];
  const ratings = new Map<string, Rating>();
  return {
    ...{ issues, callbacks, messages, rated: ratings },
    ratings: {
      of: async (subjects: readonly string[]) => new Map([...ratings].filter(([key]) => subjects.includes(key))),
    },
    ledger: {
      getMany: async (ids: readonly string[]) => messages.filter(({ id }) => ids.includes(id)),
      ofCampaign: async function* (campaignId: string) {
        yield messages.filter((one) => one.campaignId === campaignId);
      },
    },
  };
};
let world: ReturnType<typeof open>;
beforeEach(() => {
  world = open();
});
const stored = (overrides: Partial<IssueCase> = {}, entries: CaseEntry[] = []): IssueCase => {
  const issue = anIssueCase(overrides);
  world.issues.kept.cases.set(issue.caseId, issue);
  world.issues.kept.entries.set(issue.caseId, entries);
  return issue;
};
const ask = (operationName: 'IssueCase' | 'IssueCases', variables: Record<string, unknown>) =>
  resolveOperation(createQueryIssues(world), 'issue-case.graphql', { operationName, variables });

describe('issueCase', () => {
  it('tells all that happened, oldest first, whoever knows it', async () => {
    const entries: CaseEntry[] = [
      { at: time('00'), kind: 'opened', by: 'herald', detail: { errorType: 'payment_timeout' } },
      { at: time('03'), kind: 'call-requested', by: 'customer' },
      { at: time('09'), kind: 'agent-solved', by: 'agent' },
    ];
    const callback = aCallback({
      ...{ state: 'done', outcome: 'solved', agentName: 'Ada', compensationUsd: 10, escalatedAt: time('08') },
      date: { requested: time('03'), assigned: time('04'), seen: time('05'), called: time('07'), done: time('09') },
    });
    const { caseId } = stored(
      {
        ...{ state: 'closed', closed: { reason: 'resolved', method: 'agent', at: time('09') } },
        ...{ notificationIds: ['n-1'], callbackId: callback.callbackId },
        ...{ firstErrorAt: '2026-11-14T08:00:00.000Z', openedAt: time('00') },
      },
      entries,
    );
    await world.callbacks.create(callback);
    world.rated.set(`case#${caseId}`, { about: 'resolution', solved: 1, effort: 1, at: time('20') });
    world.rated.set(`callback#${callback.callbackId}`, { about: 'call', solved: 5, effort: 4, at: time('30') });
    const date = { queued: time('01'), accepted: time('02') };
    const campaignId = `case:${caseId}`;
    world.messages.push(
      aNotification({ id: 'n-1', step: 'help', campaignId, createdAt: time('01'), date }),
      aNotification({
        id: 'n-2',
        step: 'satisfaction',
        campaignId,
        createdAt: time('10'),
        date: { queued: time('10') },
      }),
    );
    const { data, errors } = await ask('IssueCase', { caseId });
    expect(errors).toEqual([]);
    const issue = data.issueCase as { timeline: { kind: string; by: string; detail: string | null }[] };
    expect(issue.timeline.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
      ...['opened herald', 'message-queued herald', 'message-accepted provider', 'call-requested customer'],
      ...['call-assigned support_system', 'call-seen agent', 'call-called agent', 'call-overdue herald'],
      ...['agent-solved agent', 'call-done agent', 'message-queued herald', 'rated customer'],
    ]);
    expect(JSON.parse(issue.timeline[0]?.detail ?? '')).toEqual({ errorType: 'payment_timeout' });
    expect(issue).toMatchObject({
      ...{ firstErrorAt: '2026-11-14T08:00:00.000Z', openedAt: time('00') },
      ...{ method: 'agent', secondsToResolution: 540, fixKnown: true, toVersion: '2.5.2' },
      callback: { state: 'done', agent: 'Ada', endedAt: time('09'), outcome: 'solved', escalated: true },
      satisfaction: { about: 'call', solved: 5, effort: 4 },
      notifications: [{ id: 'n-1' }, { id: 'n-2' }],
    });
  });

  it('takes an issue that silence resolved for over when the update was chosen, not when somebody looked', async () => {
    const closed = { reason: 'resolved', method: 'no-further-error', at: '2026-11-21T18:00:00.000Z' } as const;
    const { caseId } = stored({
      ...{ state: 'closed', closed, openedAt: time('00'), lastErrorAt: time('00') },
      chosen: { step: 'update', at: time('05') },
    });
    const { data } = await ask('IssueCase', { caseId });
    expect(data.issueCase).toMatchObject({ method: 'no_further_error', secondsToResolution: 300 });
  });

  it('tells of every round of calls and of every ticket, in order, with what came of each', async () => {
    const caseId = anIssueCase().caseId;
    const known = { caseId, phone: '+12025550123' };
    const [first, second] = [callbackIdOf(caseId, 1), callbackIdOf(caseId, 2)];
    const [team, manager] = ['unresolved', 'high-risk'].map((ruleId) => escalationIdOf(caseId, ruleId)) as [
      string,
      string,
    ];
    const all = [
      aCallback({
        ...{ ...known, callbackId: second, round: 2, state: 'assigned', agentName: 'Ada', requestedAt: time('40') },
        date: { requested: time('40'), assigned: time('41') },
      }),
      aCallback({
        ...{ ...known, callbackId: team, kind: 'escalation', state: 'done', agentName: 'Clara', ticketId: '1001' },
        ...{ outcome: 'not-solved', compensationUsd: 5, minutes: 12, requestedAt: time('20') },
        escalation: { ruleId: 'unresolved', action: 'escalate-to-support' },
        date: { requested: time('20'), assigned: time('21'), done: time('35') },
      }),
      aCallback({
        ...{ ...known, callbackId: first, state: 'failed', outcome: 'not-reached', reason: 'not-reached' },
        ...{ requestedAt: time('03'), date: { requested: time('03'), failed: time('10') } },
      }),
      aCallback({
        ...{ ...known, callbackId: manager, kind: 'escalation', state: 'cancelled', reason: 'case-closed' },
        escalation: { ruleId: 'high-risk', action: 'escalate-to-manager' },
        ...{ requestedAt: time('22'), date: { requested: time('22'), cancelled: time('50') } },
      }),
      aCallback({ caseId: 'another', callbackId: callbackIdOf('another', 1) }),
    ];
    for (const one of all) await world.callbacks.create(one);
    const escalations = (
      [
        ['unresolved', 'escalate-to-support'],
        ['high-risk', 'escalate-to-manager'],
        ['raised-the-call', 'escalate-to-support'],
      ] as const
    ).map(([ruleId, action]) => ({ ruleId, action, at: time('20') }));
    stored({ callbackId: second, escalations, state: 'calling' });

    const { data, errors } = await ask('IssueCase', { caseId });
    expect(errors).toEqual([]);
    expect(data.issueCase).toMatchObject({
      callback: { callbackId: second, round: 2, kind: 'call', ruleId: null, action: null, agent: 'Ada' },
      callbacks: [
        { callbackId: first, round: 1, state: 'failed', outcome: 'not_reached', endedAt: time('10') },
        {
          ...{
            callbackId: team,
            kind: 'escalation',
            ruleId: 'unresolved',
            action: 'escalate_to_support',
            agent: 'Clara',
          },
          ...{
            state: 'done',
            outcome: 'not_solved',
            compensationUsd: 5,
            minutes: 12,
            ticketId: '1001',
            endedAt: time('35'),
          },
        },
        { callbackId: manager, action: 'escalate_to_manager', state: 'cancelled' },
        { callbackId: second },
      ],
    });
    const { timeline } = data.issueCase as { timeline: { at: string; kind: string; by: string; detail: string }[] };
    expect(timeline.map(({ at, kind, by }) => `${at.slice(14, 16)} ${kind} ${by}`)).toEqual([
      ...['10 call-failed support_system', '21 escalation-assigned support_system', '35 escalation-done agent'],
      ...['41 call-assigned support_system', '50 escalation-cancelled herald'],
    ]);
    expect(JSON.parse(timeline[2]?.detail ?? '')).toEqual({
      ...{ callbackId: team, ruleId: 'unresolved', outcome: 'not-solved', compensationUsd: 5, minutes: 12 },
    });
    expect(JSON.stringify(data)).not.toContain('2025550123');
  });

  it('finds the call of a case that has not heard of it yet', async () => {
    const { caseId } = stored();
    await world.callbacks.create(aCallback({ caseId }));
    const { data } = await ask('IssueCase', { caseId });
    expect(data.issueCase).toMatchObject({ callback: null, callbacks: [{ callbackId: callbackIdOf(caseId, 1) }] });
  });

  it('shows no contact point, not even while the call is open', async () => {
    const callback = aCallback();
    const { caseId } = stored({ callbackId: callback.callbackId, state: 'calling', notificationIds: ['n-1'] });
    await world.callbacks.create(callback);
    world.messages.push(aNotification({ id: 'n-1', address: '+12025550123' }));
    const { data } = await ask('IssueCase', { caseId });
    expect(JSON.stringify(data)).not.toContain('2025550123');
    expect(data.issueCase).toMatchObject({ callback: { state: 'requested', endedAt: null }, satisfaction: null });
  });

  it('tells a rating once, noted by the page or not', async () => {
    const rating: Rating = { about: 'resolution', solved: 5, effort: 4, at: time('30') };
    const detail = { about: 'resolution', solved: 5, effort: 4 };
    for (const [episode, entries] of [
      [1, []],
      [2, [{ at: time('30'), kind: 'rated', by: 'customer', detail }]],
    ] as const) {
      const { caseId } = stored({ episode }, [...entries]);
      world.rated.set(`case#${caseId}`, rating);
      const issue = (await ask('IssueCase', { caseId })).data.issueCase as { timeline: { kind: string }[] };
      expect(issue.timeline.map(({ kind }) => kind)).toEqual(['rated']);
    }
  });

  it('says how it ended in words of the schema, which has no hyphens', async () => {
    const callback = aCallback({ state: 'failed', outcome: 'not-reached' });
    await world.callbacks.create(callback);
    const escalation = { ruleId: 'unresolved', action: 'escalate-to-manager', at: time('20') } as const;
    const { caseId } = stored({
      ...{ state: 'closed', closed: { reason: 'resolved', method: 'self-service', at: time('30') } },
      ...{ callbackId: callback.callbackId, escalations: [escalation] },
    });
    const { data, errors } = await ask('IssueCase', { caseId });
    expect(errors).toEqual([]);
    expect(data.issueCase).toMatchObject({
      ...{ closedReason: 'resolved', method: 'self_service', severity: 'high', risk: { confidence: 'high' } },
      ...{ escalations: [{ action: 'escalate_to_manager' }], callback: { outcome: 'not_reached' } },
    });
  });

  it('is null for a case nobody knows, and refuses an empty id', async () => {
    expect((await ask('IssueCase', { caseId: 'none' })).data.issueCase).toBeNull();
    expect((await ask('IssueCase', { caseId: '' })).errors).toMatchObject([{ errorType: 'InvalidInputError' }]);
  });
});

describe('issueCases', () => {
  it('lists a customer’s cases, newest first, a page at a time', async () => {
    for (const episode of [1, 2, 3]) stored({ episode, openedAt: time(`0${episode}`) });
    stored({ customerId: 'other' });
    const first = (await ask('IssueCases', { customerId: 'c-1', limit: 2 })).data.issueCases as {
      items: { episode: number }[];
      nextToken: string;
    };
    expect(first.items.map(({ episode }) => episode)).toEqual([3, 2]);
    const { data } = await ask('IssueCases', { customerId: 'c-1', limit: 2, nextToken: first.nextToken });
    expect(data.issueCases).toMatchObject({ items: [{ episode: 1 }], nextToken: null });
  });

  it('refuses a page that is too large', async () => {
    const { errors } = await ask('IssueCases', { customerId: 'c-1', limit: 101 });
    expect(errors).toMatchObject([{ errorType: 'InvalidInputError' }]);
  });
});
