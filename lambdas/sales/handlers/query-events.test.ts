import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aDiscoveryBody } from '../../../test/support/a-discovery-body.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import { saleProgramSchema } from '../../shared/programs/sale-program-schema.ts';
import { memoryEventCache } from '../adapters/memory-event-cache.ts';
import { memorySaleBook } from '../adapters/memory-sale-book.ts';
import type { ScheduledSale } from '../domain/event.ts';
import { createFreshEvent } from './fresh-event.ts';
import { createLoadEvent } from './load-event.ts';
import { createQueryEvents } from './query-events.ts';
import { createRefreshEvent } from './refresh-event.ts';

const file = new URL('../../../programs/ticket-sale-reminders.yaml', import.meta.url);
const program = saleProgramSchema.parse(parse(readFileSync(file, 'utf8')));
const eventId = 'Z7r9jZ1A7test';
const away = new TransientError('away', { whatToDo: 'wait' });
const gone = new NotFoundError('gone', { whatToDo: 'check' });

const open = (answer: () => unknown = () => aDiscoveryBody()) => {
  const rows: ScheduledSale[] = [];
  const cache = memoryEventCache(rows);
  const none = { refreshed: [] as string[], late: [] as string[] };
  const world = { now: '2026-11-20T17:30:00Z', answer, calls: 0, allowed: 10, ...none };
  const clock = { now: () => new Date(world.now) };
  const discovery = {
    event: async () => {
      world.calls += 1;
      return world.answer();
    },
  };
  const counted: string[] = [];
  const deps = {
    ...{ cache, clock },
    fresh: createFreshEvent({ cache, clock, discovery }),
    refresh: { start: async (id: string) => void world.refreshed.push(id) },
    late: { start: async (customerId: string) => void world.late.push(customerId) },
    metrics: { addMetric: (name: string) => void counted.push(name) },
    programs: { current: async () => ({ hash: 'h', program }), enabled: async () => [{ hash: 'h', program }] },
    sleep: async () => undefined,
    allowance: {
      take: async () => {
        world.allowed -= 1;
        return world.allowed >= 0;
      },
    },
  };
  const resolve = createQueryEvents(deps);
  const ask = (args: object = { eventId }) => resolve({ arguments: args, info: { fieldName: 'eventDetails' } });
  const book = memorySaleBook(rows);
  return { world, cache, book, counted, ask, load: createLoadEvent(deps), refresh: createRefreshEvent(deps) };
};
const throwing = (error: Error) => () => {
  throw error;
};

describe('Use Case 6: eventDetails', () => {
  it('fetches on a miss, then answers from the cache (Scenario 6)', async () => {
    const { ask, world } = open();
    expect(await ask()).toMatchObject({
      eventId,
      name: 'Beyoncé: Renaissance Tour',
      isSuppressed: false,
      stale: false,
    });
    expect(await ask()).toMatchObject({ venue: { city: 'Los Angeles' }, sales: [{}, {}] });
    expect(world.calls).toBe(1);
  });

  it('answers stale while one refresh runs behind, with Discovery down', async () => {
    const { ask, world } = open();
    await ask();
    Object.assign(world, { now: '2026-11-20T20:00:00Z', answer: throwing(away) });
    expect(await ask()).toMatchObject({ stale: true, name: 'Beyoncé: Renaissance Tour' });
    await ask();
    expect(world).toMatchObject({ calls: 1, refreshed: [eventId] });
  });

  it('lets strangers use up what is theirs of Discovery’s calls, and no more; the cache answers on', async () => {
    const { ask, world } = open();
    world.allowed = 1;
    await ask();
    await expect(ask({ eventId: 'madeUpByAStranger' })).rejects.toMatchObject({ name: 'TransientError' });
    expect(await ask()).toMatchObject({ eventId });
    expect(world).toMatchObject({ calls: 1, refreshed: [] });
  });

  it('is a retryable error on a miss with Discovery down, and is fetched behind', async () => {
    const { ask, world } = open(throwing(away));
    await expect(ask()).rejects.toBe(away);
    expect(world.refreshed).toEqual([eventId]);
  });

  it('asks Discovery once in five minutes for an id it does not know', async () => {
    const { ask, world } = open(throwing(gone));
    for (const now of ['2026-11-20T17:30:00Z', '2026-11-20T17:31:00Z', '2026-11-20T17:34:59Z']) {
      world.now = now;
      await expect(ask()).rejects.toMatchObject({ name: 'NotFoundError' });
    }
    expect(world.calls).toBe(1);
    Object.assign(world, { now: '2026-11-20T17:35:00Z', answer: () => aDiscoveryBody() });
    expect(await ask()).toMatchObject({ eventId });
    expect(world.refreshed).toEqual([]);
  });

  it('says whether it is suppressed, so that the client hides “Remind me”', async () => {
    const { ask } = open(() => aDiscoveryBody({ classifications: [{ segment: { name: 'Sports' } }] }));
    expect(await ask()).toMatchObject({ isSuppressed: true, suppressionReason: 'segment' });
  });

  it.each([{ eventId: '' }, { eventId: 'a/../b' }, { eventId: 'x'.repeat(61) }, { eventId, marketId: 'TM_XX' }])(
    'refuses %j before any call',
    async (args) => {
      const { ask, world } = open();
      await expect(ask(args)).rejects.toMatchObject({ name: 'InvalidInputError' });
      expect(world.calls).toBe(0);
    },
  );
});

describe('LoadEvent, right before a send', () => {
  const run = {
    programId: program.programId,
    at: '2026-11-20T17:30:00Z',
    startedAt: '2026-11-20T17:30:00Z',
    window: '2026-11-20T17:30:00.000Z',
  };
  const startsAt = '2026-11-20T18:00:00.000Z';
  const sale = {
    window: run.window,
    eventId,
    saleId: 'public',
    kind: 'public',
    startsAt,
    shards: [1],
  };
  const cachedAtNoon = async () => {
    const herald = open();
    herald.world.now = '2026-11-20T12:00:00Z';
    await herald.ask();
    herald.world.now = '2026-11-20T17:30:00Z';
    return herald;
  };
  const publicAt = (startDateTime: string) => () => aDiscoveryBody({ sales: { public: { startDateTime } } });

  it('announces what is as planned, after one look at Discovery', async () => {
    const { load, world } = await cachedAtNoon();
    expect(await load({ run, sale })).toMatchObject({ outcome: 'announce', event: { city: 'Los Angeles' }, sale });
    await load({ run, sale });
    expect(world.calls).toBe(2);
  });

  it('notices a sale that moved to another window, and books it there', async () => {
    const { load, world, book } = await cachedAtNoon();
    world.answer = publicAt('2026-11-20T20:00:00Z');
    expect(await load({ run, sale })).toEqual({ outcome: 'skip', reason: 'moved', suppressed: false });
    expect(await book.inWindow('2026-11-20T19:30:00.000Z')).toMatchObject([{ saleId: 'public' }]);
  });

  it('announces a sale that moved within its window with its new start', async () => {
    const { load, world } = await cachedAtNoon();
    world.answer = publicAt('2026-11-20T17:50:00Z');
    const moved = '2026-11-20T17:50:00.000Z';
    expect(await load({ run, sale })).toMatchObject({ sale: { startsAt: moved } });
  });

  it.each([
    ['canceled', () => aDiscoveryBody({ dates: { status: { code: 'canceled' } } })],
    ['withdrawn', () => aDiscoveryBody({ sales: {} })],
    ['unannounced', () => aDiscoveryBody({ sales: { public: { startTBD: true } } })],
    ['gone', throwing(gone)],
  ])('is silent about a sale that is %s', async (reason, answer) => {
    const { load, world, book } = await cachedAtNoon();
    world.answer = answer;
    const suppressed = reason === 'canceled';
    expect(await load({ run, sale })).toEqual({ outcome: 'skip', reason, suppressed });
    expect(await book.inWindow(run.window)).toEqual([]);
  });

  it('takes the copy of noon when Discovery is down through three calls: a reminder beats none', async () => {
    const { load, world, counted } = await cachedAtNoon();
    world.answer = throwing(away);
    expect(await load({ run, sale })).toMatchObject({ outcome: 'announce' });
    expect(world.calls).toBe(4);
    expect(counted).toEqual(['EventStandIns']);
  });

  it('is transient when Discovery is down and there is no copy', async () => {
    await expect(open(throwing(away)).load({ run, sale })).rejects.toBe(away);
  });

  it('is refused for a program that is not enabled', async () => {
    const { load } = await cachedAtNoon();
    const other = { ...run, programId: 'product-reviews' };
    await expect(load({ run: other, sale })).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
});

describe('an event fetched behind the caller’s back', () => {
  it('is fetched anew for eventDetails, whatever the age of the copy', async () => {
    const { ask, refresh, world } = open();
    await ask();
    expect(await refresh({ eventId })).toEqual({ outcome: 'refreshed' });
    expect(world).toMatchObject({ calls: 2, late: [] });
    world.answer = throwing(gone);
    expect(await refresh({ eventId })).toEqual({ outcome: 'gone' });
  });

  it('reminds the fans who waited for it of a sale whose window has begun, after one call for all', async () => {
    const { refresh, world } = open();
    await refresh({ eventId, customerId: 'fan-1' });
    await refresh({ eventId, customerId: 'fan-2' });
    expect(world).toMatchObject({ calls: 1, late: ['fan-1', 'fan-2'] });
  });

  it.each(['2026-11-20T17:29:59Z', '2026-11-20T18:00:00Z'])(
    'reminds nobody at %s: not yet, or too late',
    async (now) => {
      const { refresh, world } = open(() =>
        aDiscoveryBody({ sales: { public: { startDateTime: '2026-11-20T18:00:00Z' } } }),
      );
      world.now = now;
      await refresh({ eventId, customerId: 'fan-1' });
      expect(world.late).toEqual([]);
    },
  );
});
