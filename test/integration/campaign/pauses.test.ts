// A campaign that is paused in the middle, and one whose send time falls on a day on which clocks are set.
// Times are of autumn 2015: long over, so that the releaser looks at these messages only when it is told to; and so long that
// DynamoDB does not delete them, which it does with what expired within the last five years.
import { beforeAll, describe, expect, it } from 'vitest';
import { aCampaign, type CampaignWorld } from '../../support/a-campaign.ts';
import { eventually } from '../../support/eventually.ts';
import { contactHistory, type LedgerEntry, reached, releaseDue } from '../../support/ledger.ts';
import { dataOf } from '../../support/operations.ts';
import { emailsTo } from '../../support/simulators.ts';

const recipients = {
  berlin: { zone: 'Europe/Berlin', marketplace: 'DE' },
  boston: { zone: 'America/New_York' },
  chicago: { zone: 'America/Chicago' },
  denver: { zone: 'America/Denver' },
  seattle: { zone: 'America/Los_Angeles' },
} as const;
type Name = keyof typeof recipients;

/** The afternoon before the night in which the United States set their clocks back (1 November 2015, 02:00). */
const at = '2015-10-31T18:00:00.000Z';
/** Half an hour is too late for these messages: the least a program may allow. */
const sendWindowMinutes = 15;

let world: CampaignWorld<Name>;
const messageOf = async (name: Name): Promise<LedgerEntry> => (await contactHistory(world.id[name]))[0] as LedgerEntry;

/** Five runs of the releaser, as in the twenty minutes after a time. */
const releaseFrom = async (time: string): Promise<void> => {
  for (const minutes of [0, 5, 10, 15, 20])
    await releaseDue({ at: new Date(Date.parse(time) + minutes * 60_000).toISOString() });
};

/** Workers know of a pause within five seconds (lambdas/delivery/adapters/dynamodb-pause-flags.ts). */
const told = async (operation: 'PauseCampaign' | 'ResumeCampaign'): Promise<void> => {
  await dataOf('operator', operation, { campaignId: world.campaign('US'), reason: 'wrong picture' });
  const since = Date.now();
  await eventually('everybody to know', async () => Date.now() - since > 5_200 || undefined);
};

/** Ten o'clock on the days that follow. */
const tenOClock = {
  boston: '2015-11-01T15:00:00.000Z',
  chicago: '2015-11-01T16:00:00.000Z',
  denver: '2015-11-01T17:00:00.000Z',
  seattle: '2015-11-01T18:00:00.000Z',
  berlin: '2015-11-01T09:00:00.000Z',
} as const;
const nextDay = (time: string): string => time.replace('-11-01T', '-11-02T');
const minutesAfter = (time: string, minutes: number): string =>
  new Date(Date.parse(time) + minutes * 60_000).toISOString();

type Seen = Record<'planned' | 'paused' | 'resumed', Record<string, Pick<LedgerEntry, 'state' | 'reason' | 'dueAt'>>>;
const seen: Seen = { planned: {}, paused: {}, resumed: {} };
const look = async (when: keyof Seen): Promise<void> => {
  for (const name of Object.keys(recipients) as Name[]) {
    const { state, reason, dueAt } = await messageOf(name);
    seen[when][name] = { state, reason, dueAt };
  }
};

beforeAll(async () => {
  world = await aCampaign('pause', recipients, { at, campaign: { sendWindowMinutes } });
  const execution = await world.plan({ at });
  expect(execution.status, execution.cause).toBe('SUCCEEDED');
  await look('planned');
  await releaseDue(); // puts the releaser's cursor at now
  await releaseDue({ at: tenOClock.berlin });
  await releaseDue({ at: tenOClock.boston });
  await reached(world.id.boston, { state: 'delivered', step: 'campaign' });
  await told('PauseCampaign');
  await releaseFrom(tenOClock.chicago);
  await releaseFrom(tenOClock.denver);
  await look('paused');
  await told('ResumeCampaign');
  for (const name of ['chicago', 'denver'] as const) await releaseDue({ at: minutesAfter(tenOClock[name], 25) });
  await releaseDue({ at: tenOClock.seattle });
  await reached(world.id.seattle, { state: 'delivered', step: 'campaign' });
  await look('resumed');
});

it('schedules for ten o’clock by the clocks of the day it is sent on', () => {
  for (const [name, dueAt] of Object.entries(tenOClock)) expect(seen.planned[name], name).toMatchObject({ dueAt });
});

describe('a campaign paused in the middle', () => {
  it('holds up what comes due, and only in its own marketplace', async () => {
    for (const name of ['chicago', 'denver'] as const)
      expect(seen.paused[name]).toEqual({ state: 'scheduled', reason: 'paused', dueAt: tenOClock[name] });
    await reached(world.id.berlin, { state: 'delivered', step: 'campaign' });
  });

  it('goes on after it: who missed ten o’clock gets the next one', async () => {
    for (const name of ['chicago', 'denver'] as const)
      expect(seen.resumed[name]).toEqual({
        ...{ state: 'scheduled', reason: 'missed-window' },
        dueAt: nextDay(tenOClock[name]),
      });
    await releaseDue({ at: nextDay(tenOClock.chicago) });
    await reached(world.id.chicago, { state: 'delivered', step: 'campaign' });
  });

  it('lets a message expire that would miss its last ten o’clock', async () => {
    await told('PauseCampaign');
    await releaseFrom(nextDay(tenOClock.denver));
    await told('ResumeCampaign');
    await releaseDue({ at: minutesAfter(nextDay(tenOClock.denver), 25) });
    expect(await messageOf('denver')).toMatchObject({ state: 'expired', reason: 'missed-window', attempts: [] });
  });

  it('skips nobody and writes to nobody twice', async () => {
    for (const name of Object.keys(recipients) as Name[]) {
      expect(await contactHistory(world.id[name]), name).toHaveLength(1);
      expect(await emailsTo(world.email[name]), name).toHaveLength(name === 'denver' ? 0 : 1);
    }
  });
});
