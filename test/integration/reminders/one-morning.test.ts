// The use cases and scenarios of seeds/ticket-sale-reminders.md, seen through what fans got and what the API says of it.
import { beforeAll, describe, expect, it } from 'vitest';
import { aMorning, crowdSizes, verifiedFanPresale } from '../../support/a-morning.ts';
import {
  campaignReport,
  contactHistory,
  type LedgerEntry,
  messagesOf,
  notification,
  reached,
  statesOf,
} from '../../support/ledger.ts';
import { setUpMs } from '../../support/patience.ts';
import { runWindow, shown } from '../../support/reminders.ts';
import { emailsTo, firstEmail, received, smsTo } from '../../support/simulators.ts';

let morning: Awaited<ReturnType<typeof aMorning>>;
beforeAll(async () => {
  morning = await aMorning();
}, setUpMs);

/** One each, and two for the fan who wants both; one is no verified fan, one's event is put off. */
const messages = crowdSizes.fans + 6;
const timeOf = ({ timeline }: LedgerEntry, state: string) => timeline.find(({ what }) => what === state)?.at ?? '';
const bare = (url: string | null) => String(url).replace('https://', '');

it('announces the window’s sales once each, and passes over what is suppressed or has moved', () => {
  expect(morning.execution.status, morning.execution.cause).toBe('SUCCEEDED');
  expect(morning.execution.output).toMatchObject({
    status: 'done',
    failed: 0,
    totals: { sales: 7, skipped: 3, outcomes: { granted: messages, 'not-verified': 1 } },
  });
});

describe('Use Case 1: Fan Receives Ticket Sale Reminder (Happy Path)', () => {
  it('goes from the scheduler to delivered, with a short URL to the event', async () => {
    const { fans, events } = morning;
    const message = await reached(fans.verified.customerId, { state: 'delivered' });
    expect(message).toMatchObject({ channel: 'sms', subject: events.taylor.id, provider: 'end-user-messaging' });
    expect(message.attempts).toMatchObject([{ number: 1, outcome: 'accepted' }]);
    expect(statesOf(message)).toEqual(expect.arrayContaining(['queued', 'sending', 'accepted', 'sent', 'delivered']));
    const [sms] = await smsTo(fans.verified.phone);
    expect(sms?.context).toEqual({ notificationId: message.id, attempt: '1' });
    const { shortUrl } = await shown(events.taylor.id);
    const shortened = (await received('bitly')).find(({ body }) => JSON.stringify(body).includes(events.taylor.id));
    expect(shortened?.body).toEqual({ long_url: events.taylor.url });
    expect(sms?.text.endsWith(bare(shortUrl))).toBe(true);
  });

  it('speaks the fan’s language', async () => {
    const { customerId, phone } = morning.fans.german;
    expect(await reached(customerId, { state: 'delivered' })).toMatchObject({ locale: 'de-DE' });
    const [sms] = await smsTo(phone);
    expect(sms?.text).toMatch(/Beyoncé.*Los Angeles.*10:00/);
    expect(sms?.text).not.toContain('almost time');
  });
});

describe('Scenario 1: Premium User - Verified Fan Sale Reminder', () => {
  it('names the presale to those who are verified', async () => {
    const { shortUrl } = await shown(morning.events.taylor.id);
    const texts = (await smsTo(morning.fans.verified.phone)).map(({ text }) => text);
    expect(texts).toEqual([
      `It's almost time! Tickets for Taylor Swift ${verifiedFanPresale} in Los Angeles will be going on sale at 10:00 AM PST. Get your tickets with Ticketmaster: ${bare(shortUrl)}`,
    ]);
  });

  it('says nothing to others', async () => {
    const { customerId, phone } = morning.fans.unverified;
    expect(await contactHistory(customerId)).toEqual([]);
    expect(await smsTo(phone)).toEqual([]);
  });
});

describe('Scenario 2: Public Sale with Multiple Contact Methods', () => {
  it('sends an SMS without the presale’s name', async () => {
    const { customerId, phone } = morning.fans.both;
    await reached(customerId, { state: 'delivered', channel: 'sms' });
    const { shortUrl } = await shown(morning.events.beyonce.id);
    expect((await smsTo(phone)).map(({ text }) => text)).toEqual([
      `It's almost time! Tickets for Beyoncé in Los Angeles will be going on sale at 10:00 AM PST. Get your tickets with Ticketmaster: ${bare(shortUrl)}`,
    ]);
  });

  it('sends an e-mail with the event’s poster beside it', async () => {
    const { customerId, email } = morning.fans.both;
    const sent = await firstEmail(email);
    await reached(customerId, { state: 'delivered', channel: 'email' });
    const { shortUrl } = await shown(morning.events.beyonce.id);
    expect(sent.subject).toBe('It’s almost time! Beyoncé tickets go on sale at 10:00 AM PST');
    expect(sent.html).toContain(`https://s1.ticketm.net/${morning.events.beyonce.id}.jpg`);
    expect(sent.html).toContain(String(shortUrl));
    expect(sent.html).not.toContain('{{');
    expect(sent.text).toContain('SoFi Stadium, Los Angeles');
    expect(sent.headers.get('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(await emailsTo(email)).toHaveLength(1);
  });
});

describe('Use Case 3: Handle Failed SMS Delivery with Retry', () => {
  it('tries again after a 500 and keeps what happened', async () => {
    const { customerId, phone } = morning.fans.unlucky;
    const [message] = await messagesOf(customerId);
    expect(message).toMatchObject({ state: 'delivered' });
    expect(message?.attempts).toMatchObject([
      { number: 1, outcome: 'transient', code: 'InternalServerException' },
      { number: 2, outcome: 'accepted' },
    ]);
    const attempts = (await smsTo(phone)).map(({ context }) => context.attempt);
    expect(attempts).toEqual(['1', '2']);
  });
});

describe('Scenario 3: Failed Delivery - Invalid Phone Number', () => {
  it('fails at once, without a retry, and says why', async () => {
    const { customerId, phone } = morning.fans.gone;
    const message = await reached(customerId, { state: 'failed' });
    expect(message.attempts).toMatchObject([{ number: 1, outcome: 'permanent', code: 'FIELD_VALIDATION_FAILED' }]);
    expect(message.reason).toBe('FIELD_VALIDATION_FAILED');
    expect(message.address).not.toContain(phone.slice(2, -4));
    expect(await smsTo(phone)).toHaveLength(1);
  });
});

describe('Use Case 4: Suppress Notification for Registration Sale', () => {
  it('announces nothing, and tells clients to hide “Remind me”', async () => {
    expect(await contactHistory(morning.fans.registered.customerId)).toEqual([]);
    const event = await shown(morning.events.registration.id);
    expect(event).toMatchObject({ isSuppressed: true, suppressionReason: 'registration' });
  });
});

describe('Scenario 4: Suppressed Artist - No Notification Sent', () => {
  it('announces nothing of them', async () => {
    expect(await contactHistory(morning.fans.coldplayer.customerId)).toEqual([]);
    const event = await shown(morning.events.coldplay.id);
    expect(event).toMatchObject({ isSuppressed: true, suppressionReason: 'artist' });
  });
});

describe('Use Case 2 and Scenario 5: High-Volume Event, in small', () => {
  it('reminds everybody, tries the throttled again and fails the invalid at once', async () => {
    const { byState, planned, costUsd } = await campaignReport(morning.popularSale);
    const { fans, invalid } = crowdSizes;
    expect(planned).toBe(fans);
    expect(
      Object.fromEntries(byState.filter(({ count }) => count > 0).map(({ name, count }) => [name, count])),
    ).toEqual({
      delivered: fans - invalid,
      failed: invalid,
    });
    expect(costUsd).toBeGreaterThan(0);
  });

  it('sends to nobody twice', async () => {
    const calls = (await received('end-user-messaging'))
      .map(({ body }) => body as { DestinationPhoneNumber?: string })
      .filter(({ DestinationPhoneNumber = '' }) =>
        DestinationPhoneNumber.slice(2).startsWith(morning.crowd.prefix.slice(2)),
      );
    expect(calls).toHaveLength(crowdSizes.fans + crowdSizes.transient);
    expect(new Set(calls.map(({ DestinationPhoneNumber }) => DestinationPhoneNumber)).size).toBe(crowdSizes.fans);
  });

  it('asks Discovery no more than once for all of them', () => {
    expect(morning.discoveryCalls).toBeLessThanOrEqual(1);
  });
});

describe('Use Case 7: Update Notification Status from SMS Service', () => {
  it('keeps the time of every state, as the carrier told it', async () => {
    const [entry] = await messagesOf(morning.fans.verified.customerId);
    const message = (await notification(entry?.id ?? '')) as LedgerEntry & { parts: number; costUsd: number };
    expect(timeOf(message, 'sending') <= timeOf(message, 'sent')).toBe(true);
    expect(timeOf(message, 'sent') <= timeOf(message, 'delivered')).toBe(true);
    expect(message).toMatchObject({ state: 'delivered', parts: 2 });
    expect(message.costUsd).toBeGreaterThan(0);
  });
});

describe('A sale that moves', () => {
  it('is announced in its new window, with its new time, and only there', async () => {
    const { fans, movedTo } = morning;
    expect(await contactHistory(fans.mover.customerId)).toEqual([]);
    const second = await runWindow(movedTo.at);
    expect(second.output).toMatchObject({ totals: { outcomes: { granted: 1 } } });
    const message = await reached(fans.mover.customerId, { state: 'delivered' });
    expect(message.occasion).toBe(`public@${movedTo.startsAt}`);
    const [sms] = await smsTo(fans.mover.phone);
    expect(sms?.text).toContain('going on sale at 12:00 PM PST');
  });
});

it('a second run of the same window finds nothing left to do', async () => {
  const again = await runWindow(morning.at);
  expect(again.output).toMatchObject({ status: 'done', totals: { sales: 0, fans: 0 } });
  expect(await smsTo(morning.fans.both.phone)).toHaveLength(1);
});
