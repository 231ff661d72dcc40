// What the support system says, or somebody in its name; and what it knows of a customer who has another error.
import { expect, it } from 'vitest';
import { aDeployedCase, askForCall, callbackOf, theTicketOf } from '../../support/deployed-calls.ts';
import { aKnownCustomer, crash, decisionsAbout } from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { postWebhook, signedWebhook, supportFactsOf, writeToSupport } from '../../support/support-system.ts';
import { uniqueId } from '../../support/test-programs.ts';

/** A ticket whose agent has an update to tell. */
const anUpdate = async (told: object) => {
  const callbackId = await askForCall((await aDeployedCase()).caseId);
  const { ticket } = await theTicketOf(callbackId);
  await eventually('the call to have its agent', async () =>
    (await callbackOf(callbackId))?.state === 'assigned' ? true : undefined,
  );
  const now = new Date().toISOString();
  const body = { ticketId: String(ticket.id), externalId: `herald-${callbackId}`, status: 'open', createdAt: now };
  return { callbackId, told: { ...body, updatedAt: now, ...told } };
};

/** What agents' acts change; reminders may come meanwhile. */
const standing = async (callbackId: string) => {
  const { state, date, compensationUsd } = (await callbackOf(callbackId)) ?? {};
  return { state, date, compensationUsd };
};

it('what is sent again changes nothing', async () => {
  const { callbackId, told } = await anUpdate({ callStep: 'seen' });
  const request = signedWebhook(told);
  expect(await postWebhook(request)).toBe(200);
  const seen = await standing(callbackId);
  expect(seen.state).toBe('seen');
  expect(await postWebhook(request)).toBe(200);
  const renamed = { ...request.headers, 'x-zendesk-webhook-invocation-id': 'another' };
  expect(await postWebhook({ ...request, headers: renamed })).toBe(200);
  expect(await standing(callbackId)).toEqual(seen);
});

it('what is old, changed on its way, or no ticket is refused', async () => {
  const { callbackId, told } = await anUpdate({ callStep: 'seen' });
  const before = await standing(callbackId);
  const old = signedWebhook(told, new Date(Date.now() - 10 * 60_000));
  const changed = { ...signedWebhook(told), body: JSON.stringify({ ...told, compensationUsd: 900 }) };
  expect([await postWebhook(old), await postWebhook(changed)]).toEqual([403, 403]);
  expect(await postWebhook(signedWebhook({ ticketId: 'x' }))).toBe(400);
  expect(await standing(callbackId)).toEqual(before);
});

it('a ticket that was solved stays so when an older update comes late', async () => {
  const [customerId, ticketId] = [uniqueId('customer'), String(Date.now())];
  const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1_000).toISOString();
  const body = { ticketId, requesterExternalId: customerId, createdAt: at(60) };
  const tell = (status: string, updatedAt: string) => postWebhook(signedWebhook({ ...body, status, updatedAt }));
  const [open, solved] = [at(20), at(10)];
  expect(await tell('Solved', solved)).toBe(200);
  expect(await tell('Open', open)).toBe(200);
  const facts = { openTickets: [], resolved: [{ ticketId, at: solved }] };
  expect(await supportFactsOf(customerId)).toMatchObject(facts);
  expect(await tell('Open', at(5))).toBe(200);
  expect(await supportFactsOf(customerId)).toMatchObject({ openTickets: [{ ticketId }], resolved: [] });
});

it('who has an open ticket of their own is left to the support team', async () => {
  const { customerId } = await aKnownCustomer('in-support');
  const ticketId = await writeToSupport(customerId);
  await eventually('the ticket to be known', async () => {
    const { openTickets } = await supportFactsOf(customerId);
    return openTickets.some((ticket) => ticket.ticketId === String(ticketId)) || undefined;
  });
  await crash({ customerId });
  const [decision] = await decisionsAbout(customerId);
  expect(decision).toMatchObject({ rejectedBy: 'support-history', reason: 'ticket-open' });
});
