// A case that was escalated: what becomes of its ticket, and what the case tells of it.
import { expect, it } from 'vitest';
import {
  actAsAgent,
  anEscalatedCase,
  askForCall,
  callbackOf,
  fixedMeanwhile,
  theTicketOf,
  ticketsOf,
  watchUntil,
} from '../../support/deployed-calls.ts';
import { eventually } from '../../support/eventually.ts';
import { dataOf } from '../../support/operations.ts';
import { supportFactsOf } from '../../support/support-system.ts';

type Told = {
  state: string;
  callback: { callbackId: string } | null;
  callbacks: { callbackId: string; kind: string; state: string }[];
  timeline: { kind: string; by: string; detail: string }[];
};
const told = async (caseId: string): Promise<Told> =>
  (await dataOf<{ issueCase: Told }>('operator', 'IssueCase', { caseId })).issueCase;

it('its ticket is called off when the customer says that it is fixed, and stands in nobody’s way', async () => {
  const { issue, callback } = await anEscalatedCase();
  const { callbackId } = callback;
  expect(callback.check?.what).toBe('case');
  await eventually('the ticket to be known', async () => {
    const { openTickets } = await supportFactsOf(issue.customerId);
    return openTickets.length > 0 || undefined;
  });
  await fixedMeanwhile(issue.caseId);
  await watchUntil(callbackId, 'the escalation to be called off', ({ settledAt }) => settledAt !== undefined);
  const [kept] = await ticketsOf(callbackId);
  expect(kept?.ticket).toMatchObject({ status: 'solved', tags: expect.arrayContaining(['herald_cancelled']) });
  await eventually('support to know of nothing', async () => {
    expect(await supportFactsOf(issue.customerId)).toMatchObject({ openTickets: [], resolved: [] });
    return true;
  });
  const { callbacks, timeline } = await told(issue.caseId);
  expect(callbacks).toMatchObject([{ callbackId, kind: 'escalation', state: 'cancelled', ruleId: 'unresolved' }]);
  expect(timeline.map(({ kind }) => kind)).toContain('escalation-cancelled');
});

it('its agent’s outcome, compensation and time are told, beside the call that was asked for', async () => {
  const { issue, callback } = await anEscalatedCase();
  const { callbackId } = callback;
  const { ticket } = await theTicketOf(callbackId);
  await actAsAgent(ticket.id, { action: 'solved', outcome: 'not-solved', compensationUsd: 5, minutes: 12 });
  await eventually('the escalation to end', async () =>
    (await callbackOf(callbackId))?.settledAt === undefined ? undefined : true,
  );
  const call = await askForCall(issue.caseId);
  const { callback: latest, callbacks, timeline } = await told(issue.caseId);
  expect(latest?.callbackId).toBe(call);
  expect(callbacks).toMatchObject([
    {
      ...{ callbackId, kind: 'escalation', action: 'escalate_to_support', state: 'done' },
      ...{ outcome: 'not_solved', compensationUsd: 5, minutes: 12 },
    },
    { callbackId: call, kind: 'call', round: 1, ruleId: null },
  ]);
  const [end] = timeline.filter(({ kind }) => kind === 'escalation-done');
  expect(JSON.parse(end?.detail ?? '{}')).toMatchObject({ callbackId, outcome: 'not-solved', compensationUsd: 5 });
});
