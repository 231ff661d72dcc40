// One issue, however often it is told: one case, one message a channel; and when it is a new one.
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  aCrash,
  aCustomerAtHighRisk,
  aKnownCustomer,
  casesOf,
  crash,
  decisionsAbout,
  handleFor,
  lowRisk,
  programId,
  putOnBus,
  type Reachable,
  theCase,
} from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { messagesOf, reached } from '../../support/ledger.ts';
import { openPage, submit } from '../../support/pages.ts';
import { patience } from '../../support/patience.ts';
import { emailsTo, firstEmail, linkIn, smsTo } from '../../support/simulators.ts';

const solved = async ({ email }: Reachable): Promise<void> => {
  const link = linkIn((await firstEmail(email)).html, 's');
  expect((await submit(link, { action: 'fixed' })).status).toBe(200);
  expect((await openPage(link)).body).toMatchObject({ state: 'closed' });
};

it('ten copies of an event are one case, one message a channel, and no further sighting', async () => {
  const { customerId, phone, email } = await aCustomerAtHighRisk('copies', (customer) => {
    const detail = aCrash(customer.customerId);
    return putOnBus(Array.from({ length: 10 }, () => detail));
  });
  for (const channel of ['sms', 'email'] as const)
    await reached(customerId, { state: 'delivered', step: 'help', channel });
  await crash({ customerId }); // after it the copies have been taken, too
  await theCase(customerId, { sightings: 2 });
  expect(await casesOf(customerId)).toHaveLength(1);
  expect(await messagesOf(customerId, 'help')).toHaveLength(2);
  expect([await smsTo(phone), await emailsTo(email)].map(({ length }) => length)).toEqual([1, 1]);
  expect(await decisionsAbout(customerId)).toHaveLength(1);
});

it('ten errors at once are one case that was seen ten times', async () => {
  const { customerId, phone } = await aCustomerAtHighRisk('sightings', (customer) =>
    putOnBus(Array.from({ length: 10 }, () => aCrash(customer.customerId))),
  );
  await theCase(customerId, { sightings: 10 });
  expect(await casesOf(customerId)).toHaveLength(1);
  await reached(customerId, { state: 'delivered', step: 'help', channel: 'sms' });
  expect(await smsTo(phone)).toHaveLength(1);
});

describe('an issue that was resolved', () => {
  it('is another episode when it comes back, and stays as it was for what is told late', async () => {
    const dora = await aKnownCustomer('episodes', { features: lowRisk });
    const first = aCrash(dora.customerId);
    await putOnBus([first]);
    await solved(dora);
    const closed = await theCase(dora.customerId, { state: 'closed' });
    expect(closed).toMatchObject({ method: 'self_service', episode: 1 });

    // The same event again, and one that happened before it was resolved: history. Not by the bus, which does not tell when
    // they were taken.
    const late = aCrash(dora.customerId, { timestamp: first.timestamp });
    expect(await handleFor(programId, first)).toEqual({ kind: 'duplicate', caseId: closed.caseId });
    expect(await handleFor(programId, late)).toEqual({ kind: 'old' });
    await wait(2); // the next one is later than the resolution
    await crash(dora);
    const second = await theCase(dora.customerId, { episode: 2 });
    expect(second).toMatchObject({ state: 'open', sightings: 1 });
    expect(
      (await casesOf(dora.customerId)).map(({ episode, state, sightings }) => [episode, state, sightings]),
    ).toEqual([
      [2, 'open', 1],
      [1, 'closed', 1],
    ]);
    // Each episode has its message; the second case is there a moment before its message is.
    const helped = await eventually(
      'two messages to be delivered',
      async () => {
        const messages = await messagesOf(dora.customerId, 'help');
        return messages.filter(({ state }) => state === 'delivered').length >= 2 ? messages : undefined;
      },
      patience,
    );
    expect(helped.map(({ occasion }) => occasion).sort()).toEqual(['episode-1', 'episode-2']);
  });
});
