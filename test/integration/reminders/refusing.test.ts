// A fan who no longer wants to hear from us, by every door there is; then the window of a sale they had asked for.
import { beforeAll, describe, expect, it } from 'vitest';
import { aKnownFan, askAs, type Fan, remindMe } from '../../support/customers.ts';
import { messagesOf, reached } from '../../support/ledger.ts';
import { followLink, forged, oneClick, openPage, type Page, submit } from '../../support/pages.ts';
import { setUpMs } from '../../support/patience.ts';
import { announced, aWindow, runWindow, saleOfThisHalfHour, shown } from '../../support/reminders.ts';
import { firstEmail, firstSms, linkIn, smsTo, writeSms } from '../../support/simulators.ts';
import { anEvent, putEvent } from '../../support/ticketmaster.ts';

const { at, startsAt } = aWindow();
const zone = 'America/Los_Angeles';
const tour = anEvent({ public: { startDateTime: startsAt } }, { artist: 'The Laters' });
const names = ['stopper', 'clicker', 'leaver', 'chooser', 'forgetter', 'scanned'] as const;
const fans = {} as Record<(typeof names)[number], Fan>;
const pages = {} as Record<'oneClick' | 'left' | 'chosen', Page>;
let unsubscribe: string;

/** Of the message that the fan has got: the link in its header. */
const unsubscribeLinkOf = async ({ email }: Fan): Promise<string> =>
  linkIn((await firstEmail(email)).headers.get('List-Unsubscribe') ?? '', 'u');

/** Every fan has got a message of one sale, and waits for that of another. */
const remindAll = async (): Promise<void> => {
  const soon = anEvent({ public: { startDateTime: await saleOfThisHalfHour() } });
  await putEvent(soon);
  await Promise.all([shown(soon.id), announced(tour)]);
  await Promise.all(
    names.map(async (name) => {
      const fan = await aKnownFan(name);
      fans[name] = fan;
      await remindMe(fan.customerId, { eventId: soon.id, preference: 'both', zone: fan.zone });
      await remindMe(fan.customerId, { eventId: tour.id, preference: 'both', zone });
    }),
  );
};

const chooseEmailOnly = async ({ email }: Fan): Promise<Page> => {
  const link = linkIn((await firstEmail(email)).html, 'p');
  const { body } = await openPage(link);
  const { programs } = body as { programs: { id: string; out: boolean }[] };
  expect(programs.map(({ id }) => id)).toContain('ticket-sale-reminders');
  return submit(link, { programs, purposes: [{ purpose: 'service', channel: 'sms', granted: false }] });
};

beforeAll(async () => {
  await remindAll();
  const { stopper, clicker, leaver, chooser, forgetter, scanned } = fans;
  const { from } = await firstSms(stopper.phone);
  await writeSms({ from: stopper.phone, to: from, body: ' Stop\n' });
  unsubscribe = await unsubscribeLinkOf(clicker);
  pages.oneClick = await oneClick(unsubscribe);
  pages.left = await submit(await unsubscribeLinkOf(leaver), { scope: 'all' });
  pages.chosen = await chooseEmailOnly(chooser);
  await askAs(forgetter.customerId, 'ForgetMe', { eventId: tour.id });
  const scannedLink = await unsubscribeLinkOf(scanned);
  await Promise.all([followLink(scannedLink), openPage(scannedLink)]);
  const execution = await runWindow(at);
  expect(execution.status, execution.cause).toBe('SUCCEEDED');
}, setUpMs);

const aboutTheTour = async ({ customerId }: Fan) => {
  const messages = (await messagesOf(customerId)).filter(({ subject }) => subject === tour.id);
  return Object.fromEntries(
    messages.map(({ channel, state, reason, attempts }) => [channel, { state, reason, attempts }]),
  );
};
const tourDelivered = ({ customerId }: Fan, channel: 'sms' | 'email') =>
  reached(customerId, { state: 'delivered', channel, subject: tour.id });
const refused = (reason: string) => ({ state: 'suppressed', reason, attempts: [] });

it('STOP by SMS ends the SMS, and the SMS only', async () => {
  await tourDelivered(fans.stopper, 'email');
  expect(await aboutTheTour(fans.stopper)).toMatchObject({
    sms: refused('suppressed:stop'),
    email: { attempts: [{}] },
  });
  expect(await smsTo(fans.stopper.phone)).toHaveLength(1);
});

it('one click in the mail client ends the program', async () => {
  expect(pages.oneClick.status).toBe(200);
  expect(await aboutTheTour(fans.clicker)).toEqual({ sms: refused('opted-out'), email: refused('opted-out') });
});

it('the unsubscribe page ends everything', async () => {
  expect(pages.left).toMatchObject({ status: 200, body: { scope: 'all' } });
  expect(await aboutTheTour(fans.leaver)).toEqual({ sms: refused('opted-out'), email: refused('opted-out') });
});

it('the preferences page ends a channel', async () => {
  expect(pages.chosen.body.purposes).toContainEqual({ purpose: 'service', channel: 'sms', granted: false });
  await tourDelivered(fans.chooser, 'email');
  expect(await aboutTheTour(fans.chooser)).toMatchObject({ sms: refused('opted-out'), email: { state: 'delivered' } });
});

it('a wish that was taken back is not remembered', async () => {
  expect(await aboutTheTour(fans.forgetter)).toEqual({});
});

it('a scanner that opens every link changes nothing', async () => {
  await Promise.all([tourDelivered(fans.scanned, 'sms'), tourDelivered(fans.scanned, 'email')]);
  expect(await aboutTheTour(fans.scanned)).toMatchObject({ sms: { attempts: [{}] }, email: { attempts: [{}] } });
});

describe('a wrong token', () => {
  it('tells nothing: every page answers it in the same way', async () => {
    const base = unsubscribe.slice(0, unsubscribe.lastIndexOf('/u/'));
    const token = unsubscribe.slice(unsubscribe.lastIndexOf('/') + 1);
    const wrong = [forged(unsubscribe), `${base}/p/${token}`, `${base}/u/nonsense`, `${base}/r/${token}`];
    const answers = await Promise.all([
      ...wrong.map(openPage),
      submit(forged(unsubscribe)),
      submit(`${base}/confirm/x`),
    ]);
    for (const answer of answers) expect(answer).toEqual({ status: 404, body: { error: 'gone' } });
    expect((await followLink(`${base}/c/${token}`)).status).toBe(404);
  });
});
