// Fans whom the scheduler could not remind when it had its turn, and are reminded all the same before the sale.
import { expect, it } from 'vitest';
import { aFan, aKnownFan, remindMe } from '../../support/customers.ts';
import { eventually } from '../../support/eventually.ts';
import { reached } from '../../support/ledger.ts';
import { submit } from '../../support/pages.ts';
import { patience } from '../../support/patience.ts';
import { announced, aWindow, runWindow, saleOfThisHalfHour } from '../../support/reminders.ts';
import { firstSms, linkIn, smsTo } from '../../support/simulators.ts';
import { anEvent, putEvent } from '../../support/ticketmaster.ts';

const saleNow = async (artist: string) =>
  anEvent({ public: { startDateTime: await saleOfThisHalfHour() } }, { artist });

it('reminds who confirms a number when the window has begun', async () => {
  const event = await saleNow('The Confirmed');
  await announced(event);
  const { customerId, phone, zone } = aFan('confirming');
  await remindMe(customerId, { eventId: event.id, preference: 'sms', phone, zone });
  await submit(linkIn((await firstSms(phone)).text, 'confirm'));
  const both = async () => {
    const sent = (await smsTo(phone)).map(({ text }) => text);
    return sent.length > 1 ? sent : undefined;
  };
  const texts = await eventually('the reminder', both, patience);
  expect(texts[1]).toContain('Tickets for The Confirmed in Los Angeles');
});

it('reminds who waited for an event that nobody had looked at', async () => {
  const event = await saleNow('The Unseen');
  await putEvent(event);
  const { customerId, phone, zone } = await aKnownFan('waiting');
  await remindMe(customerId, { eventId: event.id, preference: 'sms', zone });
  expect((await firstSms(phone)).text).toContain('Tickets for The Unseen in Los Angeles');
});

it('reminds two fans of a sale by SMS, and never of one that has begun', async () => {
  const { at, startsAt, later } = aWindow(18); // what is counted below is of nobody else's sales
  const event = anEvent({ public: { startDateTime: startsAt } }, { artist: 'The Punctual' });
  await announced(event);
  const fans = await Promise.all(['one', 'two'].map((name) => aKnownFan(name)));
  const zone = 'America/Los_Angeles';
  for (const { customerId } of fans) await remindMe(customerId, { eventId: event.id, preference: 'sms', zone });
  expect((await runWindow(later(0))).output).toMatchObject({ status: 'done', totals: { fans: 0 } });
  expect((await runWindow(at)).output).toMatchObject({ status: 'done', totals: { outcomes: { granted: 2 } } });
  for (const { customerId, phone } of fans) {
    await reached(customerId, { state: 'delivered' });
    expect((await smsTo(phone)).map(({ text }) => text)).toEqual([expect.stringContaining('The Punctual')]);
  }
});
