// What watch-callbacks finds each minute beside missed deadlines: ends that nobody was told of, and calls nobody needs any more.
import { expect, it } from 'vitest';
import { putContactPoints } from '../../support/customers.ts';
import {
  aDeployedCase,
  askForCall,
  callbackOf,
  endUntold,
  fixedMeanwhile,
  theTicketOf,
  ticketsOf,
  watchUntil,
} from '../../support/deployed-calls.ts';
import { issueCase } from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { messagesOf } from '../../support/ledger.ts';
import { supportFactsOf } from '../../support/support-system.ts';

/** A call with an agent. */
const anAssignedCall = async (caseId: string) => {
  const callbackId = await askForCall(caseId);
  await theTicketOf(callbackId);
  await eventually('the call to have its agent', async () =>
    (await callbackOf(callbackId))?.state === 'assigned' ? true : undefined,
  );
  return callbackId;
};

it('an end that nobody was told of closes the case a minute later, and the customer is asked how it was', async () => {
  const { caseId, customerId } = await aDeployedCase();
  await putContactPoints({ customerId, email: `${customerId}@example.com`, marketplace: 'US' });
  const callbackId = await anAssignedCall(caseId);
  await endUntold(callbackId);
  await watchUntil(callbackId, 'the end to be told', ({ settledAt }) => settledAt !== undefined);
  expect(await issueCase(caseId)).toMatchObject({ state: 'closed', method: 'agent' });
  expect(await messagesOf(customerId, 'satisfaction-call')).toMatchObject([{ channel: 'email' }]);
});

it('a call of a customer who helped themselves is called off, and its ticket solved', async () => {
  const { caseId, customerId } = await aDeployedCase();
  const callbackId = await anAssignedCall(caseId);
  await fixedMeanwhile(caseId);
  await watchUntil(callbackId, 'the call to be called off', ({ state }) => state === 'cancelled');
  const { ticket } = await eventually('the ticket to be solved', async () => {
    const [kept] = await ticketsOf(callbackId);
    return kept?.ticket.status === 'solved' ? kept : undefined;
  });
  expect(ticket.tags).toContain('herald_cancelled');
  const nothing = { openTickets: [], resolved: [] };
  await eventually('support to know of nothing', async () => {
    expect(await supportFactsOf(customerId)).toMatchObject(nothing);
    return true;
  });
});
