// Twenty runs of notification-scheduler for one window at once: everybody is reminded, nobody twice.
import { expect, it } from 'vitest';
import { aKnownFan, type Fan, remindMe } from '../../support/customers.ts';
import { messagesOf, reached } from '../../support/ledger.ts';
import { announced, aWindow } from '../../support/reminders.ts';
import { ended, start } from '../../support/runs.ts';
import { emailsTo, smsTo } from '../../support/simulators.ts';
import { anEvent } from '../../support/ticketmaster.ts';

const zone = 'America/Los_Angeles';
const schedulers = 20;
/** A hundred Lambdas start at once; a busy machine takes its time. */
const patienceMs = 240_000;

it(
  'reminds everybody once, however many schedulers run at once',
  async () => {
    const { at, startsAt } = aWindow();
    const event = anEvent({ public: { startDateTime: startsAt } });
    await announced(event);
    const fans = await Promise.all(Array.from({ length: 2 }, (_, n) => aKnownFan(`many-${n}`)));
    await Promise.all(
      fans.map(({ customerId }) => remindMe(customerId, { eventId: event.id, preference: 'both', zone })),
    );
    const executions = await Promise.all(
      Array.from({ length: schedulers }, () => start('notification-scheduler', { at })),
    );
    const ends = await Promise.all(executions.map((arn) => ended(arn, { everyMs: 1_000, timeoutMs: patienceMs })));
    for (const { status, cause } of ends) expect(status, cause).toBe('SUCCEEDED');
    await Promise.all(fans.map(remindedOnce));
  },
  2 * patienceMs,
);

const remindedOnce = async ({ customerId, phone, email }: Fan): Promise<void> => {
  await reached(customerId, { state: 'delivered', channel: 'sms' });
  await reached(customerId, { state: 'delivered', channel: 'email' });
  expect(await messagesOf(customerId)).toHaveLength(2);
  expect(await smsTo(phone)).toHaveLength(1);
  expect(await emailsTo(email)).toHaveLength(1);
};
