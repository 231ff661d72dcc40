// A campaign from its committed run to what customers did with their messages (seeds/product-reviews.md, delivery part).
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCampaign, type CampaignWorld } from '../../support/a-campaign.ts';
import { pick } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import {
  campaignReport,
  contactHistory,
  type LedgerEntry,
  reached,
  releaseDue,
  statesOf,
} from '../../support/ledger.ts';
import { dynamodb, outputs } from '../../support/local-cloud.ts';
import { ask, dataOf } from '../../support/operations.ts';
import { patience } from '../../support/patience.ts';
import type { Ended } from '../../support/runs.ts';
import { emailsTo, firstEmail, linkIn } from '../../support/simulators.ts';

const dayLong = 86_400_000;
/**
 * Noon UTC five days ago: every send time after it is over by now, so that no other test's messages are released, and by
 * more than the three days in which any run of the releaser looks for stragglers, so that no other test releases these.
 */
const at = new Date(Math.floor(Date.now() / dayLong) * dayLong - 4.5 * dayLong).toISOString();
const phoneBrowser =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';

const recipients = {
  aaron: {},
  anna: {},
  ben: {},
  carl: { email: `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com` },
  dora: { zone: 'Europe/London', marketplace: 'UK' },
  emil: { zone: 'Europe/Berlin', marketplace: 'DE', locale: 'de-DE' },
  fumi: { zone: 'Asia/Tokyo', marketplace: 'JP', locale: 'ja-JP' },
  'z-capped': { history: 3 },
  'z-held': { held: true },
  'z-no': { consent: 'no' },
  'z-nowhere': { email: null },
  'z-silent': { consent: 'never said' },
  'z-suppressed': {},
} as const;
type Name = keyof typeof recipients;
const granted = ['anna', 'ben', 'carl', 'dora', 'emil', 'fumi'] as const;

let world: CampaignWorld<Name>;
let dry: { execution: Ended; written: number };
let planned: Ended;
let due: Map<Name, string>;
const messageOf = async (name: Name): Promise<LedgerEntry | undefined> => (await contactHistory(world.id[name]))[0];
const idOf = async (name: Name): Promise<string> => String((await messageOf(name))?.id);
/** Messages that count for the customer's caps, by id. */
const grantsOf = async (name: Name): Promise<string[]> => {
  const Key = { pk: `C#${world.id[name]}` };
  const { Item } = await dynamodb.send(new GetCommand({ TableName: pick(outputs.tables, 'policy'), Key }));
  return Object.keys(Item?.grants ?? {});
};
const refusalOf = async (name: Name) => (await messageOf(name))?.reason;
const stateOf = async (name: Name): Promise<string> =>
  (
    await dataOf<{ candidate: { state: string } }>('api-key', 'Candidate', {
      ...{ customerId: world.id[name], programId: world.programId, subject: `${world.programId}-p` },
    })
  ).candidate.state;

/** A candidate follows its messages by a stream. */
const reachedCandidate = (name: Name, state: string) =>
  eventually(`${name} to be ${state}`, async () => ((await stateOf(name)) === state ? true : undefined), patience);

/** Visits a page as a mail client or a person does. */
const visit = (url: string, userAgent: string) =>
  fetch(url, { headers: { 'user-agent': userAgent }, redirect: 'manual' });

const release = async (...names: Name[]): Promise<void> => {
  const times = new Set(names.map((name) => due.get(name) as string));
  for (const time of [...times].sort()) await releaseDue({ at: time });
};

beforeAll(async () => {
  world = await aCampaign('campaign', recipients, { at, holdout: 0.3, campaign: { limit: granted.length } });
  const address = world.email['z-suppressed'];
  await dataOf('operator', 'SetSuppression', {
    channel: 'email',
    address,
    suppressed: true,
    reason: 'asked us by phone',
  });
  const execution = await world.plan({ at, dryRun: true });
  const written = await Promise.all(Object.values(world.id).map((id) => contactHistory(id)));
  dry = { execution, written: written.flat().length };
  planned = await world.plan({ at });
  const entries = await Promise.all(granted.map(async (name) => [name, await messageOf(name)] as const));
  due = new Map(entries.map(([name, entry]) => [name, String(entry?.dueAt)]));
  await dataOf('operator', 'StopCampaign', { campaignId: world.campaign('UK'), reason: 'wrong product' });
  await releaseDue(); // puts the releaser's cursor at now: earlier times are then looked at by themselves
  await release(...granted);
  await Promise.all(
    (['anna', 'ben', 'emil', 'fumi'] as const).map((name) =>
      reached(world.id[name], { state: 'delivered', step: 'campaign' }),
    ),
  );
});

it('writes nothing in a dry run, and says what it would have planned', () => {
  expect(dry.execution.status, dry.execution.cause).toBe('SUCCEEDED');
  expect(dry.written).toBe(0);
  const { campaigns } = dry.execution.output as { campaigns: { dryRun: boolean; planned: number }[] };
  expect(campaigns.every(({ dryRun }) => dryRun)).toBe(true);
  expect(campaigns.reduce((sum, one) => sum + one.planned, 0)).toBe(granted.length);
});

describe('planning', () => {
  it('makes a campaign per marketplace, and fills the places that the gate refused', async () => {
    expect(planned.status, planned.cause).toBe('SUCCEEDED');
    const { campaigns } = planned.output as { campaigns: { marketplace: string; planned: number; refused: number }[] };
    const byMarketplace = campaigns.map(({ marketplace, planned, refused }) => [marketplace, planned, refused]).sort();
    expect(byMarketplace).toEqual([
      ['DE', 1, 0],
      ['JP', 1, 0],
      ['UK', 1, 0],
      ['US', 3, 6],
    ]);
    expect(await contactHistory(world.id.aaron)).toEqual([]);
  });

  it('schedules each message for the next 10:00 of its customer', () => {
    for (const name of granted) {
      const { zone = 'America/New_York' } = recipients[name] as { zone?: string };
      const time = new Date(due.get(name) as string);
      expect(time.toLocaleTimeString('en-GB', { timeZone: zone }), name).toBe('10:00:00');
      expect(time.getTime() - Date.parse(at)).toBeGreaterThan(0);
      expect(time.getTime() - Date.parse(at)).toBeLessThanOrEqual(dayLong);
    }
  });

  it('keeps every refusal in the ledger, with its reason', async () => {
    const refusals = {
      'z-capped': 'cap:program:30d',
      'z-held': 'holdout',
      'z-no': 'opted-out',
      'z-nowhere': 'no-contact-point',
      'z-silent': 'no-consent',
      'z-suppressed': 'suppressed:manual',
    } as const;
    for (const [name, reason] of Object.entries(refusals)) expect(await refusalOf(name as Name), name).toBe(reason);
    const { refusedByReason } = await campaignReport(world.campaign('US'));
    expect(refusedByReason).toEqual(
      Object.values(refusals)
        .sort()
        .map((name) => ({ name, count: 1 })),
    );
  });
});

/** The button’s address where nothing is tracked: our own review page. */
const reviewLink = /href="https?:\/\/[^"]+\/r\/[\w.-]+"/;

describe('what customers get', () => {
  it('comes from the marketplace, in the customer’s language, with its footer and one-click unsubscription', async () => {
    const { from, subject, html, text, headers } = await firstEmail(world.email.emil);
    expect(from).toContain('bewertungen@de.herald.example');
    expect(subject).toContain('Teapot & Cup');
    expect(html).toContain('Teapot &amp; Cup');
    for (const body of [html, text]) expect(body).toContain('Herald GmbH, Beispielstraße 1, Berlin');
    expect(headers.get('List-Unsubscribe')).toMatch(/^<https?:\/\/[^>]+\/u\/[\w.-]+>$/);
    expect(headers.get('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect((await firstEmail(world.email.fumi)).from).toContain('reviews@jp.herald.example');
  });

  it('is tracked where the marketplace allows it, and nowhere else', async () => {
    const tracked = (await firstEmail(world.email.anna)).html;
    expect(tracked).not.toMatch(reviewLink);
    expect(linkIn(tracked, 'o')).toBeTruthy();
    const untracked = (await firstEmail(world.email.emil)).html;
    expect(untracked).toMatch(reviewLink);
    expect(untracked).not.toMatch(/\/[oc]\/[\w-]{10,}/);
  });

  it('comes once, however often the run’s campaign is started', async () => {
    const again = await world.plan({ at });
    expect(again.status, again.cause).toBe('SUCCEEDED');
    await release(...granted);
    for (const name of granted) {
      expect(await contactHistory(world.id[name]), name).toHaveLength(1);
      expect(await emailsTo(world.email[name]), name).toHaveLength(name === 'dora' ? 0 : 1);
    }
    expect(await contactHistory(world.id.aaron)).toEqual([]);
  });

  it('does not come when the campaign was stopped, and its place in the caps is free again', async () => {
    const stopped = await reached(world.id.dora, { state: 'cancelled', step: 'campaign' });
    expect(stopped).toMatchObject({ reason: 'stopped', attempts: [] });
    expect(await grantsOf('dora')).toEqual([]);
    expect(await grantsOf('emil')).toEqual([await idOf('emil')]);
    const resume = await ask('operator', 'ResumeCampaign', { campaignId: world.campaign('UK') });
    expect(resume.errors?.map(({ errorType }) => errorType)).toEqual(['ConflictError']);
  });
});

describe('what customers do', () => {
  it('a click of a person leads to the review page and makes the candidate engaged', async () => {
    await reachedCandidate('anna', 'contacted');
    const link = linkIn((await firstEmail(world.email.anna)).html, 'c');
    // Whoever clicks within five seconds of the delivery is taken for a scanner.
    await eventually('a person’s click to be seen as one', async () => {
      const answer = await visit(link, phoneBrowser);
      expect(answer.status).toBe(302);
      expect(answer.headers.get('location')).toMatch(/^https?:\/\/[^/]+.*\/r\/[\w.-]+$/);
      return statesOf((await messageOf('anna')) as LedgerEntry).includes('clicked') || undefined;
    });
    await reachedCandidate('anna', 'engaged');
  });

  it('opens and clicks of machines are kept apart, and engage nobody', async () => {
    const { html } = await firstEmail(world.email.ben);
    await reachedCandidate('ben', 'contacted');
    await visit(linkIn(html, 'o'), 'Mozilla/5.0');
    await visit(linkIn(html, 'c'), 'Barracuda Sentinel');
    const seen = statesOf((await messageOf('ben')) as LedgerEntry);
    expect(seen).toEqual(expect.arrayContaining(['machineOpened', 'machineClicked']));
    expect(seen).not.toContain('opened');
    expect(await stateOf('ben')).toBe('contacted');
  });

  it('a bounce fails the message and suppresses the address', async () => {
    const bounced = await reached(world.id.carl, { state: 'failed', step: 'campaign' });
    expect(statesOf(bounced)).toContain('bounced');
    const test = await ask('operator', 'SendTest', {
      ...{ programId: world.programId, templateId: 'review-request-v3', channel: 'email', locale: 'en' },
      ...{ marketplace: 'US', to: world.email.carl },
    });
    expect(test.errors?.[0]?.message).toContain('suppressed:bounce');
  });

  it('outcomes count for the contacted and the holdout', async () => {
    const seen = new Date().toISOString();
    for (const name of ['anna', 'z-held'] as const) {
      const about = {
        customerId: world.id[name],
        programId: world.programId,
        subject: `${world.programId}-p`,
        at: seen,
      };
      expect(await dataOf('operator', 'RecordOutcome', about)).toEqual({ recordOutcome: true });
    }
    expect(await stateOf('anna')).toBe('closed');
    const period = { from: at, to: new Date(Date.parse(at) + 1).toISOString() };
    const { uplift } = await dataOf<{ uplift: object }>('operator', 'Uplift', {
      programId: world.programId,
      ...period,
    });
    expect(uplift).toMatchObject({
      contacted: { customers: granted.length, converted: 1 },
      holdout: { customers: 1, converted: 1, rate: 1 },
    });
  });

  it('is in the campaign’s report', async () => {
    await reached(world.id.carl, { state: 'failed', step: 'campaign' });
    // The holdout's outcome is no success of the campaign.
    const report = await campaignReport(world.campaign('US'));
    expect(report).toMatchObject({ planned: 3, sent: 3, delivered: 2, bounced: 1, clicked: 1, converted: 1 });
    expect(report).toMatchObject({ opened: 0, machineOpened: 1 });
    expect(report.channels).toMatchObject([{ channel: 'email', provider: 'ses', sent: 3, delivered: 2 }]);
    expect(await campaignReport(world.campaign('UK'))).toMatchObject({ planned: 1, sent: 0 });
  });
});
