// The support system down or slow, its answers lost: every call asked for has its ticket in the end, and only one.
import { expect, it } from 'vitest';
import { whileBehaving } from '../../support/behaviour.ts';
import {
  aDeployedCase,
  askForCall,
  callbackOf,
  theTicketOf,
  ticketsOf,
  watchAt,
} from '../../support/deployed-calls.ts';
import { eventually } from '../../support/eventually.ts';

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

it('a call asked for while it is down gets its ticket when it is back', async () => {
  const { caseId } = await aDeployedCase();
  const rules = [{ match: { path: 'tickets' }, then: { status: 503 } }];
  const callbackId = await whileBehaving('support', rules, async () => {
    const asked = await askForCall(caseId);
    await eventually('it to be asked again', async () => {
      await watchAt(inMinutes(2));
      return ((await callbackOf(asked))?.check?.tries ?? 0) > 0 || undefined;
    });
    expect(await ticketsOf(asked)).toEqual([]);
    return asked;
  });
  await theTicketOf(callbackId);
  expect(await ticketsOf(callbackId)).toHaveLength(1);
});

it('a call whose ticket’s answer was lost has one ticket', async () => {
  const { caseId, issueType } = await aDeployedCase();
  const then = { drop: true, afterwards: true };
  const rules = [{ match: { path: '^/api/v2/tickets.json$', body: `issue_${issueType}` }, then, times: 1 }];
  const callbackId = await whileBehaving('support', rules, async () => {
    const asked = await askForCall(caseId);
    await theTicketOf(asked);
    return asked;
  });
  await eventually('the call to know its ticket', async () => (await callbackOf(callbackId))?.ticketId);
  expect(await ticketsOf(callbackId)).toHaveLength(1);
});
