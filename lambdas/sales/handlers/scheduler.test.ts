// The scheduler's own steps in the machine's order, over fakes; LoadEvent and EnsureShortUrl are answered by the test.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSaleEvent, aSalesWorld } from '../../../test/support/a-sales-world.ts';
import { reminderFacts } from '../domain/reminder-event.ts';
import { createFindSales } from './find-sales.ts';
import { createFinishWindow } from './finish-window.ts';
import { createGenerateReminders, type ShardProgress } from './generate-reminders.ts';

const eventId = 'Z7r9jZ1A7abc';
const sale = '2026-11-20T18:00:00.000Z';
const half = '2026-11-20T17:30:00.000Z';
type World = ReturnType<typeof aSalesWorld>;
const silent = { singleMetric: () => ({ addDimension: () => undefined, addMetric: () => undefined }) };
const fresh: ShardProgress = { more: true, nextKey: '', fans: 0, outcomes: {} };
const short = 'https://bit.ly/3xYZ';

const aFan = (customerId: string, wish: object = {}) => ({
  ...{ customerId, eventId, marketplace: 'US', preference: 'both' as const, verifiedFanPresales: [] as string[] },
  ...{ createdAt: half, updatedAt: half, ttl: 1_900_000_000 },
  ...wish,
});
const optIn = async (world: World, customerId: string, wish: object = {}) => {
  await world.knows({ customerId, phone: '+12133734253', email: 'fan@example.com' });
  await world.demand.put(aFan(customerId, wish), world.pinned.program.sales.demandShards);
};

const findAt = (world: World, at: string, input: object = {}) =>
  createFindSales(world)({ input: { at, ...input }, execution: { startedAt: world.clock.now().toISOString() } });

/** One execution as the machine runs it. `event`: as LoadEvent finds it. */
const schedule = async (world: World, { at = half, fansPerCall = 5_000, fail = false, input = {} } = {}) => {
  const { run, sales, leftOver } = await findAt(world, at, input);
  const generate = createGenerateReminders({ ...world, request: world.gate.request, fansPerCall });
  const results = [];
  for (const due of sales) {
    const found = await world.events.get(due.eventId);
    const { eventId: event, saleId, shards } = due;
    const done: ShardProgress[] = [];
    for (const shard of fail ? [] : shards) {
      let progress = fresh;
      do {
        const links = { email: short, sms: short };
        progress = await generate({ run, sale: due, event: reminderFacts(found as never), links, shard, progress });
      } while (progress.more);
      done.push(progress);
    }
    results.push({ eventId: event, saleId, outcome: fail ? 'failed' : 'announced', shards: done });
  }
  const finish = createFinishWindow({ ...world, metrics: silent });
  return finish({ run, results, leftOver, execution: { arn: 'arn:execution' } });
};

describe('Use Case 1: Fan Receives Ticket Sale Reminder (Happy Path)', () => {
  it('makes one queued message per channel, half an hour before the sale, with the short URL', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    await optIn(world, 'fan-1', { locale: 'de' });
    expect(await schedule(world)).toMatchObject({
      status: 'done',
      totals: { sales: 1, fans: 1, outcomes: { granted: 2 } },
    });
    expect(world.made('reminder')).toMatchObject([
      {
        ...{ channel: 'sms', address: '+12133734253', state: 'queued', locale: 'de', expiresAt: sale },
        ...{ templateId: 'sale-reminder', campaignId: `ticket-sale-reminders:${eventId}:public` },
      },
      { channel: 'email', address: 'fan@example.com', state: 'queued', variables: { url: short } },
    ]);
  });

  it('takes the event’s locale and the marketplace’s zone where the fan named none', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    await optIn(world, 'fan-1', { preference: 'sms' });
    await schedule(world);
    expect(world.made('reminder')).toMatchObject([{ locale: 'en-US', zone: 'America/New_York' }]);
  });
});

describe('Use Case 2: Bulk Notification Generation for Major Event', () => {
  it('reads fans a page at a time and makes each reminder once', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    for (let n = 0; n < 60; n += 1) await optIn(world, `fan-${n}`, { preference: 'sms' });
    const summary = await schedule(world, { fansPerCall: 2 });
    expect(summary.totals).toMatchObject({ fans: 60, outcomes: { granted: 60 } });
    expect(world.made('reminder')).toHaveLength(60);
  });

  it('is listed among the program’s campaigns with what the gate granted and refused, the same after every run', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    for (let n = 0; n < 5; n += 1) await optIn(world, `fan-${n}`);
    await world.gate.policies.setOptOut('fan-0', { programId: 'all', out: true });
    await Promise.all([schedule(world), schedule(world)]);
    const listed = {
      ...{ campaignId: `ticket-sale-reminders:${eventId}:public`, programId: 'ticket-sale-reminders' },
      ...{ dryRun: false, plannedAt: half, planned: 8, refused: 2, status: 'planned' },
    };
    expect(await world.campaigns.list('ticket-sale-reminders', { limit: 100 })).toEqual({ items: [listed] });
    expect(new Set(world.made('reminder').map(({ campaignId }) => campaignId))).toEqual(new Set([listed.campaignId]));
  });

  it('is no campaign while it has failed', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    await optIn(world, 'fan-1');
    await schedule(world, { fail: true });
    expect(await world.campaigns.list('ticket-sale-reminders', { limit: 100 })).toEqual({ items: [] });
  });

  it('makes each notification once when 20 schedulers run for one window', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    for (let n = 0; n < 10; n += 1) await optIn(world, `fan-${n}`);
    const runs = await Promise.all(Array.from({ length: 20 }, () => schedule(world)));
    expect(runs.reduce((sum, { totals }) => sum + (totals?.outcomes.granted ?? 0), 0)).toBe(20);
    expect(world.made('reminder')).toHaveLength(20);
  });
});

describe('Scenario 1: Premium User - Verified Fan Sale Reminder', () => {
  const presale = {
    saleId: 'presale-vf',
    kind: 'presale',
    name: 'Taylor Swift Verified Fan Presale',
    startsAt: sale,
  } as const;

  it('reminds only fans who named the presale, by its name', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale, { sales: [presale] }));
    await optIn(world, 'fan-1', { preference: 'sms', verifiedFanPresales: ['taylor swift  verified fan presale'] });
    await optIn(world, 'fan-2', { preference: 'sms', verifiedFanPresales: ['Another Verified Fan Presale'] });
    await optIn(world, 'fan-3', { preference: 'sms' });
    expect((await schedule(world)).totals?.outcomes).toEqual({ granted: 1, 'not-verified': 2 });
    expect(world.made('reminder')).toMatchObject([{ customerId: 'fan-1', variables: { saleName: presale.name } }]);
  });

  it('reminds everybody of a presale that is open to all', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale, { sales: [{ ...presale, name: 'Spotify Presale' }] }));
    await optIn(world, 'fan-3', { preference: 'sms' });
    await schedule(world);
    expect(world.made('reminder')).toMatchObject([{ variables: { saleName: 'Spotify Presale' } }]);
  });
});

describe('Scenario 2: Public Sale with Multiple Contact Methods', () => {
  it('omits the sale’s name, and gives the poster to the e-mail alone', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    await optIn(world, 'fan-1');
    await schedule(world);
    const [sms, email] = world.made('reminder');
    const common = { artist: 'Beyoncé', city: 'Los Angeles', saleStartsAt: sale, zone: 'America/Los_Angeles' };
    expect(sms?.variables).toMatchObject(common);
    expect(Object.keys(sms?.variables ?? {})).not.toContain('saleName');
    expect(Object.keys(sms?.variables ?? {})).not.toContain('posterUrl');
    expect(email?.variables).toMatchObject({ ...common, posterUrl: 'https://images.example/poster.jpg' });
  });
});

describe('a window', () => {
  it('leaves out sales that nobody asked for', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    expect(await findAt(world, half)).toMatchObject({ sales: [], leftOver: 0 });
  });

  it('that failed is caught up while its sales are ahead, and only once', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent(sale));
    await optIn(world, 'fan-1', { preference: 'sms' });
    expect(await schedule(world, { fail: true })).toMatchObject({ status: 'failed', failed: 1 });
    const later = '2026-11-20T17:50:00.000Z';
    world.at(later);
    expect(await schedule(world, { at: later })).toMatchObject({
      status: 'done',
      totals: { outcomes: { granted: 1 } },
    });
    expect(world.made('reminder')).toMatchObject([{ expiresAt: sale }]);
    expect((await findAt(world, later)).sales).toEqual([]);
    await schedule(world, { at: later });
    expect(await world.windows.get(half, 'ticket-sale-reminders')).toMatchObject({ totals: { fans: 1 } });
  });

  it('never announces a sale that has begun', async () => {
    const world = aSalesWorld(half);
    await world.cache(aSaleEvent('2026-11-20T17:50:00.000Z'));
    await optIn(world, 'fan-1');
    expect((await findAt(world, '2026-11-20T17:50:00.000Z')).sales).toEqual([]);
    expect((await findAt(world, sale)).sales).toEqual([]);
    expect((await findAt(world, '2026-11-20T17:49:59.000Z')).sales).toHaveLength(1);
  });

  it('that is done gets a sale that was moved into it afterwards', async () => {
    const world = aSalesWorld(half);
    await optIn(world, 'fan-1', { preference: 'sms' });
    await schedule(world);
    await world.cache(aSaleEvent(sale));
    expect((await findAt(world, '2026-11-20T17:50:00.000Z')).sales).toHaveLength(1);
  });

  it('too full for one execution goes on in others, each sale in one of them', async () => {
    const world = aSalesWorld(half);
    const sales = Array.from({ length: 300 }, (_, n) => ({
      saleId: `s-${n}`,
      kind: 'public' as const,
      startsAt: sale,
    }));
    await world.cache(aSaleEvent(sale, { sales }));
    await optIn(world, 'fan-1', { preference: 'sms' });
    const taken: string[] = [];
    let found = await findAt(world, half);
    expect(found).toMatchObject({ leftOver: 300 - found.sales.length, next: { at: half } });
    for (let executions = 1; ; executions += 1) {
      expect(found.sales.length).toBeGreaterThan(0);
      taken.push(...found.sales.map(({ saleId }) => saleId));
      if (!found.next) break;
      expect(executions).toBeLessThan(10);
      found = await findAt(world, half, found.next);
    }
    expect(taken.sort()).toEqual(sales.map(({ saleId }) => saleId).sort());
  });

  it('whose rest could not be handed on is taken up by the next start with the same `at`', async () => {
    const world = aSalesWorld(half);
    const sales = Array.from({ length: 100 }, (_, n) => ({
      saleId: `s-${n}`,
      kind: 'public' as const,
      startsAt: sale,
    }));
    await world.cache(aSaleEvent(sale, { sales }));
    await optIn(world, 'fan-1', { preference: 'sms' });
    const first = await schedule(world);
    expect(first).toMatchObject({ status: 'partial', leftOver: 23, totals: { sales: 77 } });
    expect(await schedule(world)).toMatchObject({ status: 'done', leftOver: 0, totals: { sales: 23 } });
  });

  it('is run for every enabled program, one after the other, or for the one that is named', async () => {
    const world = aSalesWorld(half);
    const [deployed] = await world.programs.enabled();
    const second = { hash: 'h2', program: { ...world.pinned.program, programId: 'vip-reminders' } };
    const both = { ...world, programs: { ...world.programs, enabled: async () => [deployed as never, second] } };
    const first = await findAt(both, half);
    expect(first).toMatchObject({ run: { programId: 'ticket-sale-reminders' }, leftOver: 1 });
    const next = await findAt(both, half, first.next);
    expect(next).toMatchObject({ run: { programId: 'vip-reminders' }, leftOver: 0 });
    expect(next.next).toBeUndefined();
    const named = await findAt(both, half, { programId: 'vip-reminders' });
    expect(named).toMatchObject({ run: { programId: 'vip-reminders' }, leftOver: 0 });
  });

  it('is refused for a program that is not enabled, and when none is', async () => {
    const world = aSalesWorld(half);
    await expect(findAt(world, half, { programId: 'product-reviews' })).rejects.toMatchObject({
      name: 'InvalidInputError',
      whatToDo: expect.stringContaining('ticket-sale-reminders'),
    });
    const none = { ...world, programs: { ...world.programs, enabled: async () => [] } };
    await expect(findAt(none, half)).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('reminds only fans of the program’s markets', async () => {
    const world = aSalesWorld(half);
    world.pinned.program.marketplaces = ['DE'];
    await world.cache(aSaleEvent(sale));
    await optIn(world, 'fan-1', { preference: 'sms' });
    await optIn(world, 'fan-2', { preference: 'sms', marketplace: 'DE' });
    expect((await schedule(world)).totals?.outcomes).toEqual({ granted: 1, 'other-market': 1 });
  });

  it('takes every sale once, before it starts, with runs at 0 and 20 minutes of a half hour, whichever one is missed', async () => {
    const starts = fc.array(fc.integer({ min: 1, max: 180 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(starts, fc.integer({ min: 0, max: 12 }), async (minutes, missed) => {
        const world = aSalesWorld(half);
        const midnight = Date.parse('2026-11-20T00:00:00.000Z');
        const iso = (minute: number) => new Date(midnight + minute * 60_000).toISOString();
        const sales = minutes.map((minute, n) => ({
          ...{ saleId: `s-${n}`, kind: 'public' as const },
          startsAt: iso(minute),
        }));
        await world.cache(aSaleEvent(sale, { sales }));
        await optIn(world, 'fan-1', { preference: 'sms' });
        const runs = [0, 1, 2, 3, 4, 5].flatMap((n) => [n * 30, n * 30 + 20]);
        const taken: string[] = [];
        for (const minute of runs.filter((_, n) => n !== missed)) {
          world.at(iso(minute));
          taken.push(...(await findAt(world, iso(minute))).sales.map(({ saleId }) => saleId));
          await schedule(world, { at: iso(minute) });
        }
        const lost = missed % 2 === 0 ? (runs[missed] ?? Number.NaN) : Number.NaN;
        const helped = sales.filter((_, n) => !(Number(minutes[n]) > lost && Number(minutes[n]) <= lost + 20));
        expect(taken.sort()).toEqual(helped.map(({ saleId }) => saleId).sort());
      }),
      { numRuns: 25 },
    );
  });
});
