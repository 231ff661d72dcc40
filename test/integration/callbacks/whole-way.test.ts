// From a customer's wish for a call to the end of the case, through queue, support system and webhook.
import { expect, it } from 'vitest';
import {
  actAsAgent,
  aDeployedCase,
  askForCall,
  callbackOf,
  theTicketOf,
  ticketsOf,
  watchAt,
} from '../../support/deployed-calls.ts';
import { eventually } from '../../support/eventually.ts';
import { outputs } from '../../support/local-cloud.ts';
import { dataOf } from '../../support/operations.ts';

type Asked = { issueCase: { state: string; method: string; timeline: { kind: string }[]; callback: object } };
const reached = (callbackId: string, state: string) =>
  eventually(`the call to be ${state}`, async () => {
    const callback = await callbackOf(callbackId);
    return callback?.state === state ? callback : undefined;
  });

it('a call becomes a ticket of an agent, who sees it, calls, and solves the case', async () => {
  const { caseId } = await aDeployedCase();
  // For tomorrow, so that nobody's minute of watch-callbacks escalates it meanwhile.
  const callbackId = await askForCall(caseId, { wishedAt: new Date(Date.now() + 86_400_000).toISOString() });
  expect(await askForCall(caseId)).toBe(callbackId);
  const { ticket, comments } = await theTicketOf(callbackId);
  expect(comments[0]?.body).toContain('+12025550123');
  await reached(callbackId, 'assigned');
  await actAsAgent(ticket.id, { action: 'seen' });
  await reached(callbackId, 'seen');
  await actAsAgent(ticket.id, { action: 'called' });
  await reached(callbackId, 'called');
  await actAsAgent(ticket.id, { action: 'solved', outcome: 'solved', compensationUsd: 10, minutes: 4 });
  const done = await reached(callbackId, 'done');
  expect(done).toMatchObject({ outcome: 'solved', compensationUsd: 10, minutes: 4 });
  expect(done).not.toHaveProperty('phone');
  const issueCase = await eventually('the case to close', async () => {
    const asked = await dataOf<Asked>('operator', 'IssueCase', { caseId });
    return asked.issueCase.state === 'closed' ? asked.issueCase : undefined;
  });
  expect(issueCase).toMatchObject({ method: 'agent', callback: { state: 'done', escalated: false } });
  const kinds = issueCase.timeline.map(({ kind }) => kind);
  for (const kind of ['call-requested', 'call-assigned', 'call-seen', 'call-called', 'call-done'])
    expect(kinds).toContain(kind);
  expect(await ticketsOf(callbackId)).toHaveLength(1);
});

it('a call that nobody sees is reminded of and escalated, each once', async () => {
  const { caseId } = await aDeployedCase();
  const callbackId = await askForCall(caseId);
  await theTicketOf(callbackId);
  // Another test's minute may have looked at its deadlines already.
  const callback = await eventually('the call to be watched', async () => {
    const found = await callbackOf(callbackId);
    return found?.check?.what === 'ticket' ? undefined : found;
  });
  await eventually('the reminder', async () => {
    await watchAt(callback.seenBy);
    return (await callbackOf(callbackId))?.reminded.includes('seen') || undefined;
  });
  await eventually('the escalation', async () => {
    await watchAt(callback.calledBy);
    return (await callbackOf(callbackId))?.escalatedAt;
  });
  await watchAt(callback.calledBy);
  const [kept] = await ticketsOf(callbackId);
  expect(kept?.ticket.tags).toEqual(expect.arrayContaining(['herald_not_seen', 'herald_not_called']));
  expect(kept?.comments).toHaveLength(3);
});

it('a webhook that the support system did not sign is refused', async () => {
  const answer = await fetch(`${outputs.endpoints.pages}/webhooks/support`, {
    method: 'POST',
    headers: {
      'x-zendesk-webhook-signature': 'forged',
      'x-zendesk-webhook-signature-timestamp': new Date().toISOString(),
    },
    body: '{}',
  });
  expect(answer.status).toBe(403);
});
