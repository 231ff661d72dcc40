// One morning of Los Angeles: several sales start at 10:00 AM PST, all sorts of fans wait for them, and one run of
// notification-scheduler announces what is to be announced (seeds/ticket-sale-reminders.md).
import { aCrowd, seedDemand } from './a-crowd.ts';
import { whileBehaving } from './behaviour.ts';
import { aKnownFan, type Fan, putContactPoints, remindMe } from './customers.ts';
import { eventually } from './eventually.ts';
import { campaignReport, reachedByRelease, releaseDue } from './ledger.ts';
import { patience } from './patience.ts';
import { age, announced, aWindow, runWindow, shown } from './reminders.ts';
import { received } from './simulators.ts';
import { anEvent, putEvent } from './ticketmaster.ts';

const zone = 'America/Los_Angeles';
export const verifiedFanPresale = 'Verified Fan Presale';
/** The popular event's fans; throttled and invalid ones in the proportions of scenario 5. */
export const crowdSizes = { fans: 100, transient: 4, invalid: 1 };

const eventsAt = (startDateTime: string) => ({
  taylor: anEvent({ presales: [{ name: verifiedFanPresale, startDateTime }] }, { artist: 'Taylor Swift' }),
  beyonce: anEvent({ public: { startDateTime } }, { artist: 'Beyoncé' }),
  registration: anEvent({ presales: [{ name: 'Fan Registration', startDateTime }] }, { artist: 'The Late' }),
  coldplay: anEvent({ public: { startDateTime } }, { artist: 'Coldplay', artistId: 'K8vZ9171oZf' }),
  troubled: anEvent({ public: { startDateTime } }, { artist: 'The Troubles' }),
  moving: anEvent({ public: { startDateTime } }, { artist: 'The Movers' }),
  popular: anEvent({ public: { startDateTime } }, { artist: 'The Crowd Pullers' }),
});
type Events = ReturnType<typeof eventsAt>;

const names = [
  'verified',
  'unverified',
  'both',
  'german',
  'unlucky',
  'gone',
  'registered',
  'coldplayer',
  'mover',
] as const;
type Fans = Record<(typeof names)[number], Fan>;

const makeFans = async (): Promise<Fans> => {
  const made = await Promise.all(names.map(async (name) => [name, await aKnownFan(name, { zone })] as const));
  const fans = Object.fromEntries(made) as Fans;
  // This number was changed since: it is none any more.
  const gone = { ...fans.gone, phone: fans.gone.phone.replace('+1', '+0') };
  await putContactPoints(gone);
  return { ...fans, gone };
};

const wish = ({ customerId }: Fan, { id: eventId }: { id: string }, rest: object = {}) =>
  remindMe(customerId, { eventId, preference: 'sms', zone, ...rest });

/** Nobody is reminded of these, and once that is known fans are refused: they opt in before. */
const optInEarly = async ({ registered, coldplayer }: Fans, { registration, coldplay }: Events): Promise<void> => {
  await Promise.all([registration, coldplay].map(putEvent));
  await wish(registered, registration);
  await wish(coldplayer, coldplay);
  await Promise.all([registration, coldplay].map(({ id }) => shown(id)));
};

const optIn = async (fans: Fans, { taylor, beyonce, troubled, moving, popular }: Events): Promise<void> => {
  await Promise.all([taylor, beyonce, troubled, moving, popular].map(announced));
  await Promise.all([
    wish(fans.verified, taylor, { verifiedFanPresales: [verifiedFanPresale] }),
    wish(fans.unverified, taylor),
    wish(fans.both, beyonce, { preference: 'both' }),
    wish(fans.german, beyonce, { locale: 'de-DE' }),
    wish(fans.unlucky, troubled),
    wish(fans.gone, troubled),
    wish(fans.mover, moving),
  ]);
};

const discoveryCalls = async ({ id }: { id: string }): Promise<number> =>
  (await received('ticketmaster')).filter(({ path }) => path.includes(id)).length;

/** Runs the morning, until the last retry is over. */
export const aMorning = async () => {
  const { at, startsAt, later } = aWindow(10);
  const events = eventsAt(startsAt);
  const crowd = aCrowd(crowdSizes.fans, crowdSizes.fans - crowdSizes.invalid);
  const fans = await makeFans();
  await Promise.all([optInEarly(fans, events), optIn(fans, events), seedDemand(crowd.fans, events.popular.id, zone)]);
  await age(events.moving.id, 20);
  await putEvent({ ...events.moving, sales: { public: { startDateTime: later(120) } } });
  const before = await discoveryCalls(events.popular);
  const trouble = [
    { match: { body: `"\\+${fans.unlucky.phone.slice(1)}"` }, then: { status: 500 }, times: 1 },
    {
      match: { body: `"\\+${crowd.prefix.slice(1)}` },
      then: { error: 'ThrottlingException' },
      times: crowdSizes.transient,
    },
    // One receipt of each: what else carriers say is seen at the others' messages.
    { match: { body: `"\\+${crowd.prefix.slice(1)}` }, then: { receipts: ['TEXT_DELIVERED'] } },
  ];
  const popularSale = `ticket-sale-reminders:${events.popular.id}:public`;
  const execution = await whileBehaving('end-user-messaging', trouble, async () => {
    const end = await runWindow(at);
    await reachedByRelease(fans.unlucky.customerId, { state: 'delivered' });
    await eventually(
      'the crowd to be reminded',
      async () => {
        await releaseDue();
        const { byState } = await campaignReport(popularSale);
        const ended = byState.filter(({ name }) => name === 'delivered' || name === 'failed');
        return ended.reduce((sum, { count }) => sum + count, 0) === crowdSizes.fans || undefined;
      },
      patience,
    );
    return end;
  });
  return {
    ...{ at, events, crowd, fans, execution, popularSale },
    discoveryCalls: (await discoveryCalls(events.popular)) - before,
    /** The window that the moved sale belongs to by now. */
    movedTo: { at: later(90), startsAt: later(120) },
  };
};
