// Apps report at the next launch: what counts from the error counts from its time, what counts from the help from ours.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReactiveWorld } from '../../../test/support/a-reactive-world.ts';
import { anErrorEvent } from '../../../test/support/an-error-event.ts';
import { compileEscalationRules, dueEscalations } from '../domain/escalation-rules.ts';
import { followUp } from '../domain/follow-up.ts';
import type { IssueCase } from '../domain/issue-case.ts';
import { createFollowUp } from './follow-up/follow-up-issues.ts';

type World = Awaited<ReturnType<typeof aReactiveWorld>>;
const hour = 3_600_000;
const day = 24 * hour;
const ago = (world: World, ms: number): string => new Date(world.clock.now().getTime() - ms).toISOString();
const only = (world: World): IssueCase => world.cases()[0] as IssueCase;
const programOf = async (world: World) => (await world.deps.ready.get('predictive-issue-resolution')).pinned.program;
const followUpOf = async (world: World) => {
  const program = await programOf(world);
  return createFollowUp({
    ...{ book: world.book, clock: world.clock, programs: { enabled: async () => [{ hash: 'h1', program }] } },
    ...{ handOver: async () => undefined, settleClosed: async () => undefined },
    metrics: { addMetric: () => undefined },
  });
};

describe('an error that is reported late', () => {
  it('gets help like a fresh one, up to the age at which it is stale', async () => {
    const age = fc.integer({ min: 0, max: 7 * day });
    await fc.assert(
      fc.asyncProperty(age, async (ms) => {
        const world = await aReactiveWorld();
        const event = anErrorEvent({ timestamp: ago(world, ms) });
        expect(await world.send(event)).toMatchObject({ kind: 'opened' });
        expect(world.received()).toHaveLength(2);
        expect(only(world)).toMatchObject({ firstErrorAt: ago(world, ms), openedAt: ago(world, 0) });
        expect(only(world)).toMatchObject({ lastErrorAt: ago(world, ms), lastErrorVersion: '2.5.1' });
      }),
      { numRuns: 25, examples: [[26 * hour], [6 * day], [7 * day]] },
    );
  });

  it.each([[26 * hour], [6 * day]])('%d ms ago leaves its customer as long to help themselves as any', async (ms) => {
    const world = await aReactiveWorld();
    await world.send(anErrorEvent({ timestamp: ago(world, ms) }));
    const [rules, opened] = [compileEscalationRules(await programOf(world)), world.clock.now().getTime()];
    const dueAfter = (later: number) => dueEscalations(rules, only(world), new Date(opened + later));
    expect(dueAfter(hour)).toEqual([]);
    expect(dueAfter(hour + 1)).toMatchObject([{ action: 'escalate-to-support' }]);
    const program = await programOf(world);
    expect(followUp(only(world), program, new Date(opened + 7 * day - 1))).toBeUndefined();
    expect(followUp(only(world), program, new Date(opened + 7 * day))).toMatchObject({ kind: 'expired' });
  });

  it('is stale beyond the program’s days, as is what a replay brings that is older: no case, no message', async () => {
    const world = await aReactiveWorld();
    const event = anErrorEvent({ eventId: 'e-1', timestamp: ago(world, hour) });
    await world.send(event);
    world.pass(7 * day);
    await (await followUpOf(world))({});
    expect(only(world)).toMatchObject({ state: 'closed', closed: { reason: 'expired' } });
    expect(await world.send(event)).toEqual({ kind: 'refused', reason: 'stale' });
    expect(await world.send(anErrorEvent({ timestamp: ago(world, 7 * day + 1) }))).toMatchObject({ reason: 'stale' });
    expect(world.cases()).toHaveLength(1);
    expect(world.received()).toHaveLength(2);
  });
});

describe('a case that silence closed', () => {
  it('is followed by the next episode for an error of the silent time that was reported after it', async () => {
    const world = await aReactiveWorld();
    await world.send(anErrorEvent({ eventId: 'e-1', timestamp: ago(world, hour) }));
    world.pass(7 * day);
    await (await followUpOf(world))({});
    world.pass(hour);
    const offline = anErrorEvent({ eventId: 'e-2', timestamp: ago(world, 3 * day) });
    expect(await world.send(offline)).toMatchObject({ kind: 'opened' });
    expect(world.received()).toHaveLength(4);
    expect(await world.send(offline)).toMatchObject({ kind: 'duplicate' });
  });
});

describe('a case whose help nobody may have', () => {
  it('is heard of by support after an hour, and silences no error once it has expired', async () => {
    const world = await aReactiveWorld({ contacts: [{ customerId: 'C789', marketplace: 'US' }] });
    await world.send(anErrorEvent({ timestamp: ago(world, 26 * hour) }));
    expect((await world.book.timeline(only(world).caseId)).map(({ kind }) => kind)).toEqual(['opened', 'no-channel']);
    const rules = compileEscalationRules(await programOf(world));
    const later = new Date(world.clock.now().getTime() + 2 * hour);
    expect(dueEscalations(rules, only(world), later)).toMatchObject([{ action: 'escalate-to-support' }]);
    world.pass(7 * day);
    await (await followUpOf(world))({});
    expect(await world.send(anErrorEvent({ timestamp: ago(world, hour) }))).toMatchObject({ kind: 'opened' });
  });
});
