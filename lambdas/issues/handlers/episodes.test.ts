// Whatever the order and however often events come: one case per episode, and what is counted is counted once.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReactiveWorld } from '../../../test/support/a-reactive-world.ts';
import { anErrorEvent } from '../../../test/support/an-error-event.ts';
import type { IssueCase } from '../domain/issue-case.ts';

type World = Awaited<ReturnType<typeof aReactiveWorld>>;
const start = Date.parse('2026-11-20T16:00:00.000Z');
const at = (minute: number): string => new Date(start + minute * 60_000).toISOString();
const eventOf = (id: number, minute = id) => anErrorEvent({ eventId: `e-${id}`, timestamp: at(minute) });

const resolve = async (world: World, issue: IssueCase, when: string): Promise<void> => {
  const seen = (await world.book.get(issue.caseId)) as IssueCase;
  const { handoverAt: _none, ...rest } = seen;
  const closed = { reason: 'resolved' as const, method: 'self-service' as const, at: when };
  const next: IssueCase = { ...rest, state: 'closed', closed, updatedAt: when, revision: seen.revision + 1 };
  expect(await world.book.save(next, [])).toBe('saved');
};
const byEpisode = (world: World): IssueCase[] => world.cases().sort((a, b) => a.episode - b.episode);

/** Errors come, some at once, and the open issue is resolved now and then. @returns how often it was opened */
const play = async (world: World, script: readonly ('resolve' | number)[]): Promise<number> => {
  let open = false;
  let episodes = 0;
  for (const [minute, step] of script.entries()) {
    if (step !== 'resolve') {
      await Promise.all(Array.from({ length: step + 1 }, (_, n) => world.send(eventOf(100 * minute + n, minute))));
      episodes += Number(!open);
      open = true;
    } else if (open) {
      await resolve(world, byEpisode(world).at(-1) as IssueCase, at(minute));
      open = false;
    }
  }
  return episodes;
};

describe('an open issue', () => {
  it('never opens twice, and counts each of its events once, in any order and as often as they come', async () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(arrivals, async (ids) => {
        const world = await aReactiveWorld();
        for (const id of ids) await world.send(eventOf(id));
        const [issue, ...others] = world.cases();
        expect(others).toEqual([]);
        expect(issue?.sightings).toBe(new Set(ids).size);
        expect(issue?.lastErrorAt).toBe(at(Math.max(...ids)));
        expect(world.received()).toHaveLength(2);
        expect(world.counted.EventsDuplicate ?? 0).toBe(ids.length - 1);
        // What the reports count of the same errors: sightings less cases, however often each was delivered.
        expect(world.counted.EventsJoined ?? 0).toBe((issue?.sightings ?? 0) - 1);
      }),
      { numRuns: 40 },
    );
  });

  it('never opens twice when its events come all at once', async () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(arrivals, async (ids) => {
        const world = await aReactiveWorld();
        await Promise.all(ids.map((id) => world.send(eventOf(id))));
        expect(world.cases()).toHaveLength(1);
        expect(world.cases()[0]?.sightings).toBe(new Set(ids).size);
        expect(world.received()).toHaveLength(2);
        expect(world.cases()[0]?.handoverAt).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});

describe('a resolved issue', () => {
  it('opens the next episode for a later error only, and asks for help anew', async () => {
    const world = await aReactiveWorld();
    await world.send(eventOf(1));
    await resolve(world, byEpisode(world)[0] as IssueCase, at(10));
    expect(await world.send(eventOf(2, 10))).toEqual({ kind: 'old' });
    expect(await world.send(eventOf(3, 11))).toMatchObject({ kind: 'opened' });
    expect(byEpisode(world).map(({ episode, state }) => [episode, state])).toEqual([
      [1, 'closed'],
      [2, 'open'],
    ]);
    expect(world.received()).toHaveLength(4);
    expect([...world.book.kept.candidates.values()]).toMatchObject([{ occasion: 'episode-2', state: 'active' }]);
  });

  it('is not counted on in the next episode by errors that come late', async () => {
    const world = await aReactiveWorld();
    await world.send(eventOf(1));
    await resolve(world, byEpisode(world)[0] as IssueCase, at(10));
    await world.send(eventOf(3, 11));
    for (const late of [eventOf(1), eventOf(2, 10)]) expect(await world.send(late)).toEqual({ kind: 'old' });
    expect(await world.send(eventOf(4, 12))).toMatchObject({ kind: 'duplicate' });
    expect(byEpisode(world).map(({ sightings }) => sightings)).toEqual([1, 2]);
  });

  it('is never reopened by a replay of what it has seen', async () => {
    const seen = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(seen, fc.integer({ min: 0, max: 5 }), async (ids, after) => {
        const world = await aReactiveWorld();
        for (const id of ids) await world.send(eventOf(id));
        const [issue] = byEpisode(world);
        await resolve(world, issue as IssueCase, at(Math.max(...ids) + after));
        const outcomes = await Promise.all(ids.map((id) => world.send(eventOf(id))));
        expect(outcomes.map(({ kind }) => kind).filter((kind) => kind === 'opened')).toEqual([]);
        expect(world.cases()).toHaveLength(1);
        expect(world.received()).toHaveLength(2);
      }),
      { numRuns: 30 },
    );
  });

  it('has one case for each time it came back, whatever happens in between', async () => {
    const steps = fc.array(fc.oneof(fc.constant('resolve' as const), fc.integer({ min: 0, max: 3 })), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const world = await aReactiveWorld();
        const episodes = await play(world, script);
        expect(byEpisode(world).map(({ episode }) => episode)).toEqual(
          Array.from({ length: episodes }, (_, n) => n + 1),
        );
      }),
      { numRuns: 30 },
    );
  });
});

it('whose time is over opens the next episode, under a number of its own', async () => {
  const world = await aReactiveWorld();
  await world.send(eventOf(1));
  world.pass(8 * 24 * 60 * 60_000);
  const later = anErrorEvent({ timestamp: world.clock.now().toISOString() });
  expect(await world.send(later)).toMatchObject({ kind: 'opened' });
  expect(byEpisode(world).map(({ episode }) => episode)).toEqual([1, 2]);
});
