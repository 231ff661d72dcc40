import { describe, expect, it } from 'vitest';
import { aCallbacksWorld } from '../../../test/support/a-callbacks-world.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Callback } from '../domain/callback.ts';
import { advance } from '../domain/transitions.ts';
import { updateCallback } from './update-callback.ts';

const away = new TransientError('away', { whatToDo: 'wait' });
const asked = async (options: Parameters<typeof aCallbacksWorld>[0] = {}) => {
  const world = await aCallbacksWorld(options);
  await world.requestCall({ caseId: world.issue.caseId, phone: '+12025550123' });
  await world.work();
  const current = (): Callback => [...world.book.callbacks.values()][0] as Callback;
  const tags = () => [...world.desk.tickets.values()].flatMap(({ notes }) => notes.map(({ tag }) => tag));
  return { ...world, current, tags };
};
const minute = (text: string) => ({ at: `2026-11-20T${text}:00Z` });

describe('a call that nobody sees', () => {
  it('is reminded of after one minute and escalated after five, each once', async () => {
    const world = await asked();
    expect(await world.watch(minute('17:00'))).toEqual({});
    expect(await world.watch(minute('17:01'))).toEqual({ reminded: 1 });
    for (const at of ['17:01', '17:02', '17:04']) expect(await world.watch(minute(at))).toEqual({});
    expect(await world.watch(minute('17:05'))).toEqual({ escalated: 1 });
    expect(await world.watch(minute('18:00'))).toEqual({ 'case-as-before': 1 });
    expect(world.tags()).toEqual(['herald_not_seen', 'herald_not_called']);
    expect(world.current()).toMatchObject({
      ...{ reminded: ['seen', 'called'], priority: 'urgent', escalatedAt: '2026-11-20T17:05:00.000Z' },
    });
    expect(world.counted).toMatchObject({ CallbacksNotSeen: 1, CallbacksNotCalled: 1 });
  });

  it('gets an agent if it had none', async () => {
    const late = [{ agentId: '101', name: 'Ada', languages: ['en-US'], available: false }];
    const world = await asked({ agents: late });
    expect(world.current().state).toBe('requested');
    Object.assign(late[0] as object, { available: true });
    await world.watch(minute('17:01'));
    expect(world.current()).toMatchObject({ state: 'assigned', agentId: '101' });
    expect([...world.desk.tickets.values()][0]?.notes).toMatchObject([{ assigneeId: '101' }]);
  });

  it('is reminded of in the next minute when the support system is away in this one', async () => {
    const world = await asked();
    world.desk.fail(away);
    expect(await world.watch(minute('17:01'))).toEqual({ failed: 1 });
    world.desk.heal();
    expect(await world.watch(minute('17:02'))).toEqual({ reminded: 1 });
  });

  it('has one reminder in its ticket though the watch broke off right after it', async () => {
    const world = await asked();
    const { save } = world.book;
    world.book.save = async () => Promise.reject(away);
    expect(await world.watch(minute('17:01'))).toEqual({ failed: 1 });
    world.book.save = save;
    await world.watch(minute('17:02'));
    expect(world.tags()).toEqual(['herald_not_seen']);
    expect(world.current().reminded).toEqual(['seen']);
  });

  it('is left in peace until the shop opens', async () => {
    const world = await asked({ openFrom: '13:00', openTo: '20:00' }); // 18:00 UTC in New York
    expect(await world.watch(minute('17:30'))).toEqual({});
    expect(await world.watch(minute('18:01'))).toEqual({ reminded: 1 });
  });
});

describe('a call without a ticket', () => {
  it('is asked for again, with ever longer pauses', async () => {
    const world = await aCallbacksWorld();
    await world.requestCall({ caseId: world.issue.caseId, phone: '+12025550123' });
    world.queued.splice(0);
    const seen: string[] = [];
    for (let at = Date.parse('2026-11-20T17:00:00Z'); at < Date.parse('2026-11-20T18:30:00Z'); at += 60_000) {
      const iso = new Date(at).toISOString();
      if ((await world.watch({ at: iso }))['asked-again']) seen.push(iso.slice(11, 16));
    }
    expect(seen).toEqual(['17:01', '17:03', '17:07', '17:15', '17:31', '18:01']);
    expect(world.queued).toHaveLength(seen.length);
  });
});

describe('a call of a case that was resolved otherwise', () => {
  it('is cancelled, in the support system too', async () => {
    const world = await asked();
    await world.actions.markFixed(world.issue.caseId);
    expect(await world.watch(minute('17:01'))).toEqual({ cancelled: 1 });
    expect(world.current()).toMatchObject({ state: 'cancelled', reason: 'case-closed', settledAt: expect.any(String) });
    expect(world.current()).not.toHaveProperty('phone');
    expect([...world.desk.tickets.values()][0]?.notes).toMatchObject([{ tag: 'herald_cancelled', solved: true }]);
    expect((await world.facts.get(world.issue.customerId)).openTickets).toEqual([]);
    expect(await world.watch(minute('18:00'))).toEqual({});
  });

  it('is cancelled though it is overdue, and stands in the way of no help', async () => {
    const world = await asked();
    for (const at of ['17:01', '17:05']) await world.watch(minute(at));
    await world.actions.markFixed(world.issue.caseId);
    expect(await world.watch(minute('17:10'))).toEqual({ cancelled: 1 });
    expect(world.tags()).toEqual(['herald_not_seen', 'herald_not_called', 'herald_cancelled']);
    expect((await world.facts.get(world.issue.customerId)).openTickets).toEqual([]);
    expect(await world.watch(minute('18:00'))).toEqual({});
  });

  it('is its agent’s to finish when the customer was called, late as it was', async () => {
    const world = await asked();
    for (const at of ['17:01', '17:05']) await world.watch(minute(at));
    await updateCallback(world, world.current().callbackId, (seen) => {
      const advanced = advance(seen, { kind: 'called', at: '2026-11-20T17:06:00.000Z' });
      return advanced.kind === 'advanced' ? advanced.next : undefined;
    });
    await world.actions.markFixed(world.issue.caseId);
    expect(await world.watch(minute('17:10'))).toEqual({ left: 1 });
    expect(await world.watch(minute('18:00'))).toEqual({});
  });
});
