// "Remind me": a fan's own identity, contact points confirmed by a link, and messages for those who come late.
import { beforeAll, describe, expect, it } from 'vitest';
import { aFan, aKnownFan, askAs, newNumber, type Reminder, remindMe } from '../../support/customers.ts';
import { eventually } from '../../support/eventually.ts';
import { contactHistory, messagesOf, reached, statesOf } from '../../support/ledger.ts';
import { ask } from '../../support/operations.ts';
import { openPage, submit } from '../../support/pages.ts';
import { setUpMs } from '../../support/patience.ts';
import { askEvent, aWindow, saleOfThisHalfHour, shown } from '../../support/reminders.ts';
import { firstEmail, firstSms, linkIn, received, smsTo } from '../../support/simulators.ts';
import { anEvent, newEventId, putEvent } from '../../support/ticketmaster.ts';

const later = anEvent({ public: { startDateTime: aWindow().startsAt } });
let soon: ReturnType<typeof anEvent>;

beforeAll(async () => {
  soon = anEvent({ public: { startDateTime: await saleOfThisHalfHour() } }, { artist: 'The Nows' });
  await Promise.all([later, soon].map(putEvent));
  await Promise.all([later, soon].map(({ id }) => shown(id)));
}, setUpMs);

const myReminders = async (customerId: string): Promise<Reminder[]> => {
  const { data } = await askAs<{ myReminders: { items: Reminder[] } }>(customerId, 'MyReminders', {});
  return data?.myReminders.items ?? [];
};

describe.concurrent('remindMe', () => {
  it('asks to confirm new contact points, by a link that only a button press obeys', async () => {
    const { customerId, phone, email, zone } = aFan('new');
    const wish = { eventId: later.id, preference: 'both', phone, email, zone } as const;
    expect(await remindMe(customerId, wish)).toMatchObject({ awaitingConfirmation: ['sms', 'email'] });
    const links = [linkIn((await firstSms(phone)).text, 'confirm'), linkIn((await firstEmail(email)).html, 'confirm')];
    for (const link of links) expect(await openPage(link)).toMatchObject({ status: 200 });
    expect(await myReminders(customerId)).toMatchObject([{ awaitingConfirmation: ['sms', 'email'] }]);
    for (const link of links) expect((await submit(link)).body).toMatchObject({ confirmed: true });
    expect(await myReminders(customerId)).toMatchObject([{ eventId: later.id, awaitingConfirmation: [] }]);
  });

  it('reminds at once who opts in within the window', async () => {
    const { customerId, phone, zone } = await aKnownFan('late');
    await remindMe(customerId, { eventId: soon.id, preference: 'sms', zone });
    expect((await firstSms(phone)).text).toMatch(/^It's almost time! Tickets for The Nows in Los Angeles/);
    const message = await reached(customerId, { state: 'delivered' });
    const times = message.timeline.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(statesOf(message)[0]).toBe('queued');
    await remindMe(customerId, { eventId: soon.id, preference: 'sms', zone });
    expect(await messagesOf(customerId)).toHaveLength(1);
  });

  it('keeps a wish for an event that nobody has looked at yet, and fetches it', async () => {
    const event = anEvent({ public: { startDateTime: aWindow().startsAt } });
    await putEvent(event);
    const { customerId, zone } = await aKnownFan('early');
    await remindMe(customerId, { eventId: event.id, preference: 'sms', zone });
    await eventually('Discovery to be asked', async () =>
      (await received('ticketmaster')).find(({ path }) => path.includes(event.id)),
    );
    expect(await myReminders(customerId)).toMatchObject([{ eventId: event.id, awaitingConfirmation: [] }]);
  });

  it('writes to a number that many name no more than three times, and tells none of them', async () => {
    const phone = newNumber();
    const fans = Array.from({ length: 4 }, (_, n) => aFan(`sharing-${n}`));
    for (const { customerId, zone } of fans) {
      const reminder = await remindMe(customerId, { eventId: later.id, preference: 'sms', phone, zone });
      expect(reminder.awaitingConfirmation).toEqual(['sms']);
    }
    const asked = await Promise.all(fans.map(({ customerId }) => contactHistory(customerId)));
    expect(asked.map((messages) => messages.length)).toEqual([1, 1, 1, 0]);
  });

  it.each([
    ['a premium-rate number', { phone: '+19005550123' }, 'phone: is no valid mobile number'],
    ['a country we send no SMS to', { phone: '+37121234567' }, 'phone: we send no SMS to this country'],
    ['an event id that is none', { phone: newNumber(), eventId: 'a b' }, 'eventId: is no event id'],
    ['a market without reminders', { phone: newNumber(), marketId: 'TM_ZZ' }, 'no ticket reminders in ZZ'],
  ])('refuses %s, without an SMS', async (_what, wrong, says) => {
    const { customerId } = aFan('refused');
    const input = { eventId: later.id, preference: 'sms', ...wrong };
    const { errors } = await askAs(customerId, 'RemindMe', { input });
    expect(errors).toMatchObject([{ errorType: 'InvalidInputError', message: expect.stringContaining(says) }]);
    expect(JSON.stringify(errors)).not.toContain(wrong.phone);
    expect(await smsTo(wrong.phone)).toEqual([]);
  });

  it('refuses what is suppressed', async () => {
    const event = anEvent({ public: { startDateTime: aWindow().startsAt } }, { artistId: 'K8vZ9171oZf' });
    await putEvent(event);
    expect(await shown(event.id)).toMatchObject({ isSuppressed: true, suppressionReason: 'artist' });
    const { customerId } = await aKnownFan('coldplayer');
    const { errors } = await askAs(customerId, 'RemindMe', { input: { eventId: event.id, preference: 'sms' } });
    expect(errors).toMatchObject([{ errorType: 'ConflictError' }]);
  });

  it.each(['api-key', 'operator'] as const)('is not for callers by %s', async (caller) => {
    const input = { eventId: later.id, preference: 'sms', phone: newNumber() };
    const { errors } = await ask(caller, 'RemindMe', { input });
    expect(errors).toMatchObject([{ errorType: 'Unauthorized' }]);
  });
});

describe.concurrent('forgetMe', () => {
  it('forgets the caller’s own wish, once', async () => {
    const [one, other] = await Promise.all([aKnownFan('forget'), aKnownFan('remember')]);
    for (const { customerId, zone } of [one, other])
      await remindMe(customerId, { eventId: later.id, preference: 'email', zone });
    const forget = () => askAs<{ forgetMe: boolean }>(one.customerId, 'ForgetMe', { eventId: later.id });
    expect((await forget()).data).toEqual({ forgetMe: true });
    expect((await forget()).data).toEqual({ forgetMe: false });
    expect(await myReminders(one.customerId)).toEqual([]);
    expect(await myReminders(other.customerId)).toHaveLength(1);
  });
});

describe.concurrent('Use Case 6: Query Event Details via GraphQL API', () => {
  it('shows artist, venue and sales to an app with the API key', async () => {
    expect(await shown(later.id)).toMatchObject({
      eventId: later.id,
      artists: [{ name: 'Beyoncé' }],
      venue: { name: 'SoFi Stadium', city: 'Los Angeles', countryCode: 'US' },
      sales: [{ saleId: 'public', kind: 'public' }],
      isSuppressed: false,
      stale: false,
    });
  });

  // How fast: the bench `event-details`.
  it('answers from the cache (Scenario 6)', async () => {
    const asked = async () => (await received('ticketmaster')).filter(({ path }) => path.includes(later.id)).length;
    const before = await asked();
    for (let n = 0; n < 10; n += 1) await shown(later.id);
    expect((await asked()) - before).toBeLessThan(10);
  });

  it('takes TM_US for a market left out', async () => {
    const [left, given] = await Promise.all([askEvent(later.id), askEvent(later.id, 'TM_US')]);
    expect(left.data).toEqual(given.data);
  });

  it.each([
    ['InvalidInputError', 'no id'],
    ['NotFoundError', newEventId()],
  ])('answers %s for “%s”', async (errorType, eventId) => {
    const answer = await eventually('Discovery to have a call to spare', async () => {
      const { errors } = await askEvent(eventId);
      return errors?.[0]?.errorType === 'TransientError' ? undefined : errors;
    });
    expect(answer).toMatchObject([{ errorType }]);
  });
});
