// A send worker dies before, during or after its call of the provider: nothing is lost, nothing is sent twice.
import { expect, it } from 'vitest';
import { type Applied, whileBehaving } from '../../support/behaviour.ts';
import { aFan, type Fan, remindMe } from '../../support/customers.ts';
import { eventually } from '../../support/eventually.ts';
import { canSeeLambdaProcesses, lambdaProcesses } from '../../support/lambda-processes.ts';
import { callFor } from '../../support/late-reminder.ts';
import { type LedgerEntry, messagesOf, reached, releaseDue } from '../../support/ledger.ts';
import { aWindow, shown } from '../../support/reminders.ts';
import { smsTo } from '../../support/simulators.ts';
import { anEvent, putEvent } from '../../support/ticketmaster.ts';

/** A message that is good for a day: the one that asks a new fan to confirm a number. */
const askToConfirm = async ({ customerId, phone, zone }: Fan): Promise<void> => {
  const event = anEvent({ public: { startDateTime: aWindow().startsAt } });
  await putEvent(event);
  await shown(event.id);
  await remindMe(customerId, { eventId: event.id, preference: 'sms', phone, zone });
};

const killWhenStuck = async (applied: Applied): Promise<void> => {
  await eventually('a worker to be stuck', async () => (await applied()) > 0 || undefined);
  const workers = lambdaProcesses('send-message');
  expect(workers).not.toEqual([]);
  for (const pid of workers) process.kill(pid, 'SIGKILL');
};

const inMinutes = (minutes: number) => ({ at: new Date(Date.now() + minutes * 60_000).toISOString() });

const died = async (service: string, rules: Parameters<typeof whileBehaving>[1], fan: Fan): Promise<LedgerEntry> => {
  await whileBehaving(service, rules, async (applied) => {
    await askToConfirm(fan);
    await killWhenStuck(applied);
  });
  const [message] = await messagesOf(fan.customerId, 'confirm');
  return message as LedgerEntry;
};

it.skipIf(!canSeeLambdaProcesses)('before the call: the message is found in its queue, and sent', async () => {
  const fan = aFan('before');
  const claim = {
    match: { operation: 'PutItem', body: `${fan.customerId}[^]*"sending"|"sending"[^]*${fan.customerId}` },
  };
  expect(await died('fault-proxy', [{ ...claim, then: { hang: true }, times: 1 }], fan)).toMatchObject({
    state: 'queued',
  });
  expect(await smsTo(fan.phone)).toEqual([]);
  await releaseDue(inMinutes(16)); // a queued message that nobody has claimed for a quarter of an hour was lost
  await reached(fan.customerId, { state: 'delivered', step: 'confirm' });
  expect(await smsTo(fan.phone)).toHaveLength(1);
});

it.skipIf(!canSeeLambdaProcesses)(
  'during the call: nobody knows whether it was sent, so it is not sent again',
  async () => {
    const fan = aFan('during');
    const rules = [{ match: callFor(fan), then: { hang: true }, times: 1 }];
    expect(await died('end-user-messaging', rules, fan)).toMatchObject({ state: 'sending' });
    await releaseDue(inMinutes(2)); // the lease of an attempt is a minute
    const message = await reached(fan.customerId, { state: 'unknown', step: 'confirm' });
    expect(message).toMatchObject({ reason: 'lease-over', attempts: [{ number: 1, outcome: 'unknown' }] });
    await releaseDue(inMinutes(3));
    expect(await smsTo(fan.phone)).toHaveLength(1);
  },
);

it.skipIf(!canSeeLambdaProcesses)('after the call: the receipt tells what the worker could not', async () => {
  const fan = aFan('after');
  const body = `${fan.customerId}[^]*"accepted"|"accepted"[^]*${fan.customerId}`;
  await died('fault-proxy', [{ match: { operation: 'PutItem', body }, then: { hang: true }, times: 1 }], fan);
  const message = await reached(fan.customerId, { state: 'delivered', step: 'confirm' });
  expect(message).toMatchObject({ attempts: [{ number: 1, outcome: 'accepted' }] });
  expect(await smsTo(fan.phone)).toHaveLength(1);
});
