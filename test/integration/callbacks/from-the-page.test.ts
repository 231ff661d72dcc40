// From a link in a message to the call it asked for: what the agent reads, and what the customer's case tells in the end.
import { expect, it } from 'vitest';
import { actAsAgent, ticketsOf } from '../../support/deployed-calls.ts';
import { aKnownCustomer, crash, theCase } from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { messagesOf } from '../../support/ledger.ts';
import { dataOf } from '../../support/operations.ts';
import { openPage, submit } from '../../support/pages.ts';
import { firstEmail, linkIn } from '../../support/simulators.ts';

const phone = '+4915112345678';
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const wish = { phone, wishedAt: `${tomorrow}T14:30:00.000Z`, zone: 'Europe/Berlin', language: 'de-DE' };
type Call = {
  callbackId: string;
  state: string;
  agent: string | null;
  outcome: string | null;
  compensationUsd: number;
};
type Told = {
  state: string;
  method: string;
  secondsToResolution: number;
  callback: Call;
  timeline: { kind: string; by: string }[];
};

const told = async (caseId: string): Promise<Told> =>
  (await dataOf<{ issueCase: Told }>('operator', 'IssueCase', { caseId })).issueCase;
const callIn = (caseId: string, state: string): Promise<Told> =>
  eventually(`the call of ${caseId} to be ${state}`, async () => {
    const found = await told(caseId);
    return found.callback?.state === state ? found : undefined;
  });

it('a wish on the page becomes a ticket with all an agent needs, and its end closes the case', async () => {
  const customer = await aKnownCustomer('call');
  await crash(customer);
  const link = linkIn((await firstEmail(customer.email)).html, 's');
  const { caseId } = await theCase(customer.customerId);
  expect(await submit(link, { action: 'call', ...wish })).toMatchObject({ status: 200, body: { state: 'calling' } });
  await submit(link, { action: 'call', ...wish });

  const { callback } = await callIn(caseId, 'assigned');
  expect(callback.agent).toBe('Clara Vogt'); // the team's only one who speaks German
  const tickets = await ticketsOf(callback.callbackId);
  expect(tickets).toHaveLength(1);
  const [{ ticket, comments }] = tickets as [(typeof tickets)[number]];
  expect(ticket).toMatchObject({ priority: 'high', tags: ['herald', 'herald_callback', 'issue_app_crash'] });
  const note = comments[0]?.body ?? '';
  for (const word of [phone, 'Europe/Berlin', wish.wishedAt, 'Language: de-DE', 'App 2.5.1 on iOS', '(help)'])
    expect(note).toContain(word);

  for (const action of ['seen', 'called']) await actAsAgent(ticket.id, { action });
  await actAsAgent(ticket.id, { action: 'solved', outcome: 'solved', compensationUsd: 15, minutes: 6 });
  const { timeline, ...end } = await callIn(caseId, 'done');
  expect(end).toMatchObject({ callback: { outcome: 'solved', compensationUsd: 15 } });
  await eventually('the case to close', async () => ((await told(caseId)).state === 'closed' ? true : undefined));
  const closed = await told(caseId);
  expect(closed).toMatchObject({ method: 'agent', secondsToResolution: expect.any(Number) });
  expect(closed.timeline.filter(({ by }) => by === 'agent').length).toBeGreaterThan(0);
  expect(timeline.filter(({ kind }) => kind === 'call-requested')).toHaveLength(1);
  expect((await openPage(link)).body).toMatchObject({ state: 'closed' });
  const asked = await eventually('the question how it was', async () => {
    const found = await messagesOf(customer.customerId, 'satisfaction-call');
    return found.length > 0 ? found : undefined;
  });
  expect(asked).toMatchObject([{ channel: 'email', state: 'scheduled' }]);
});
