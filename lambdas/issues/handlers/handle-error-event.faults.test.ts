// A crash before or after each call of a port, then the same event again: nothing is lost, nothing is doubled.
import { describe, expect, it } from 'vitest';
import { aReactiveWorld } from '../../../test/support/a-reactive-world.ts';
import { anErrorEvent } from '../../../test/support/an-error-event.ts';
import type { HandleErrorEventDeps } from './handle-error-event.ts';

type Ports = Pick<
  HandleErrorEventDeps,
  'issues' | 'facts' | 'features' | 'policies' | 'contacts' | 'risk' | 'decisions' | 'rejects' | 'ready'
>;
type Call = (...given: never[]) => Promise<unknown>;
/** `at`: which call crashes, counted from 0; `calls`: how many there were. */
type Crash = { at: number; when: 'before' | 'after'; calls: string[] };

const crashing = (crash: Crash) => {
  const guarded =
    (name: string, call: Call): Call =>
    async (...given) => {
      const hit = crash.calls.push(name) - 1 === crash.at;
      if (hit && crash.when === 'before') throw new Error(`crash before ${name}`);
      const answer = await call(...given);
      if (hit) throw new Error(`crash after ${name}`);
      return answer;
    };
  const port = <T extends object>(name: string, calls: T): T =>
    Object.fromEntries(
      Object.entries(calls).map(([key, call]) => [
        key,
        typeof call === 'function' ? guarded(`${name}.${key}`, call) : call,
      ]),
    ) as T;
  return (deps: HandleErrorEventDeps): HandleErrorEventDeps => {
    const names = ['issues', 'facts', 'features', 'policies', 'contacts', 'risk', 'decisions', 'rejects'] as const;
    const ports = Object.fromEntries(names.map((name) => [name, port(name, deps[name] as object)])) as Partial<Ports>;
    return { ...deps, ...ports, deliver: guarded('deliver', deps.deliver) as HandleErrorEventDeps['deliver'] };
  };
};

const event = anErrorEvent({ eventId: 'e-1' });
const minute = 60_000;

/** The event with a crash, then again a minute later, as Lambda repeats it; then once more. */
const survive = async (crash: Crash) => {
  const world = await aReactiveWorld({ wrap: crashing(crash) });
  const first = await world.send(event).catch((error: Error) => error);
  world.pass(minute);
  const second = await world.send(event);
  world.pass(minute);
  const third = await world.send(event);
  return { world, first, second, third };
};

const calls: string[] = [];
await survive({ at: -1, when: 'before', calls });
const places = calls.slice(0, calls.indexOf('issues.save') + 1).map((name, at) => ({ name, at }));

describe.each(['before', 'after'] as const)('a crash %s', (when) => {
  it.each(places)('$name', async ({ at }) => {
    const { world, first, second, third } = await survive({ at, when, calls: [] });
    expect(first).toBeInstanceOf(Error);
    expect(['opened', 'resumed', 'duplicate']).toContain(second.kind);
    expect(third.kind).toBe('duplicate');
    const [issue, ...others] = world.cases();
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ episode: 1, sightings: 1 });
    expect(issue?.handoverAt).toBeUndefined();
    expect(issue?.notificationIds).toHaveLength(2);
    expect(world.received().map(({ content }) => content.kind)).toHaveLength(2);
    expect(new Set(world.received().map(({ content }) => content.kind))).toEqual(new Set(['sms', 'email']));
    const kinds = (await world.book.timeline(issue?.caseId ?? '')).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'opened')).toHaveLength(1);
    expect(kinds.filter((kind) => kind.startsWith('message-'))).toHaveLength(2);
    expect(new Set(world.book.kept.decisions.map(({ at: time, record }) => `${time} ${record.caseId}`)).size).toBe(1);
  });
});

it('meets every port the path has', () => {
  expect(new Set(places.map(({ name }) => name))).toEqual(
    new Set([
      ...['issues.claim', 'issues.open', 'issues.save', 'facts.customers', 'facts.support', 'features.fetch'],
      ...['policies.read', 'contacts.get', 'risk.assess', 'deliver'],
    ]),
  );
});

it('goes on with a hand-over that was left open, and tells it apart from one that is under way', async () => {
  const crash: Crash = { at: calls.indexOf('deliver'), when: 'before', calls: [] };
  const world = await aReactiveWorld({ wrap: crashing(crash) });
  await expect(world.send(event)).rejects.toThrow('crash before deliver');
  world.pass(1_000);
  expect(await world.send(event)).toMatchObject({ kind: 'duplicate' });
  expect(world.received()).toEqual([]);
  world.pass(minute);
  expect(await world.send(event)).toMatchObject({ kind: 'resumed' });
  expect(world.received()).toHaveLength(2);
});
