// Discovery slow or down, Bitly's quota gone: fans see what was known, and are reminded all the same.
import { beforeAll, describe, expect, it } from 'vitest';
import { whileBehaving } from '../support/behaviour.ts';
import { aKnownFan, type Fan, remindMe } from '../support/customers.ts';
import { eventually } from '../support/eventually.ts';
import { reached } from '../support/ledger.ts';
import { patience, setUpMs } from '../support/patience.ts';
import { age, announced, askEvent, aWindow, runWindow, shown } from '../support/reminders.ts';
import { firstEmail, firstSms } from '../support/simulators.ts';
import { anEvent, putEvent } from '../support/ticketmaster.ts';

const zone = 'America/Los_Angeles';

describe('eventDetails', () => {
  it('answers at once with what was known while Discovery is slow, and knows better afterwards', async () => {
    const event = anEvent({ public: { startDateTime: aWindow().startsAt } }, { artist: 'The Old Name' });
    await announced(event);
    await age(event.id, 48 * 60);
    await putEvent({ ...event, name: 'The New Name' });
    const rules = [{ match: { path: event.id }, then: { delayMs: 1_500 }, times: 1 }];
    await whileBehaving('ticketmaster', rules, async () => {
      const { data } = await askEvent(event.id);
      expect(data?.eventDetails).toMatchObject({ name: 'The Old Name: Live', stale: true });
      await shown(event.id, ({ name, stale }) => name === 'The New Name' && !stale);
    });
  });

  it('on a miss gives Discovery its time, then says “try again”, and has it soon after', async () => {
    const event = anEvent({ public: { startDateTime: aWindow().startsAt } });
    await putEvent(event);
    const rules = [{ match: { path: event.id }, then: { delayMs: 4_000 }, times: 1 }];
    await whileBehaving('ticketmaster', rules, async (applied) => {
      const { errors } = await askEvent(event.id);
      expect(errors).toMatchObject([{ errorType: 'TransientError' }]);
      // Other tests' events may have all the slots of its time: then it is asked behind the caller's back.
      await eventually('Discovery to be asked', async () => (await applied()) > 0 || undefined, patience);
    });
    await shown(event.id);
  });

  it('shows what is cached while Discovery is down', async () => {
    const event = anEvent({ public: { startDateTime: aWindow().startsAt } });
    await announced(event);
    await age(event.id, 48 * 60);
    await whileBehaving('ticketmaster', [{ match: { path: event.id }, then: { status: 503 } }], async (applied) => {
      expect((await askEvent(event.id)).data?.eventDetails).toMatchObject({ eventId: event.id, stale: true });
      await eventually('Discovery to be asked', async () => (await applied()) > 0 || undefined, patience);
    });
  });
});

describe('a window', () => {
  const { startsAt, later } = aWindow();
  const away = anEvent({ public: { startDateTime: startsAt } }, { artist: 'The Unreachable' });
  const long = anEvent({ public: { startDateTime: startsAt } }, { artist: 'The Longs' });
  let fans: [Fan, Fan];

  beforeAll(async () => {
    const noQuota = {
      status: 429,
      body: { message: 'MONTHLY_ENCODE_LIMIT_REACHED', resource: 'bitlinks', errors: [] },
    };
    fans = [await aKnownFan('away'), await aKnownFan('long')];
    await announced(away);
    await whileBehaving('bitly', [{ match: { body: long.id }, then: noQuota }], async (applied) => {
      await putEvent(long);
      await shown(long.id);
      // Links are asked for one after another, as Bitly allows: other events' come first.
      await eventually('Bitly to be asked', async () => (await applied()) > 0 || undefined, patience);
      await remindMe(fans[0].customerId, { eventId: away.id, preference: 'sms', zone });
      await remindMe(fans[1].customerId, { eventId: long.id, preference: 'both', zone });
      await age(away.id, 20);
      await whileBehaving('ticketmaster', [{ match: { path: away.id }, then: { status: 503 } }], async () => {
        const execution = await runWindow(later(-10));
        expect(execution.status, execution.cause).toBe('SUCCEEDED');
      });
    });
  }, setUpMs);

  it('is announced from the last copy while Discovery is down', async () => {
    expect((await firstSms(fans[0].phone)).text).toContain('The Unreachable in Los Angeles');
    await reached(fans[0].customerId, { state: 'delivered' });
  });

  it('goes out with the long URL when Bitly has no link to give and the sale is near', async () => {
    expect((await firstSms(fans[1].phone)).text).toContain(String(long.url).replace('https://', ''));
    expect((await firstEmail(fans[1].email)).html).toContain(String(long.url));
  });
});
