// From the customer's wish to the ticket, with everything that may break in between.
import { describe, expect, it } from 'vitest';
import { aCallbacksWorld } from '../../../test/support/a-callbacks-world.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Callback } from '../domain/callback.ts';
import { SupportBusyError, SupportRefusedError } from '../domain/support-errors.ts';

type World = Awaited<ReturnType<typeof aCallbacksWorld>>;
const away = new TransientError('away', { whatToDo: 'wait' });
const ask = (world: World, more: object = {}) =>
  world.requestCall({ caseId: world.issue.caseId, phone: '+12025550123', ...more });
const only = ({ book }: World): Callback => [...book.callbacks.values()][0] as Callback;
const ticketOf = ({ desk }: World) => [...desk.tickets.values()][0];

describe('a customer who asks for a call', () => {
  it('is promised one, and the case waits for it', async () => {
    const world = await aCallbacksWorld();
    const requested = await ask(world, { wishedAt: '2026-11-20T15:00:00-05:00', zone: 'America/Chicago' });
    expect(requested).toMatchObject({
      kind: 'requested',
      callback: {
        ...{ state: 'requested', priority: 'high', zone: 'America/Chicago', wishedAt: '2026-11-20T20:00:00.000Z' },
        ...{ seenBy: '2026-11-20T20:01:00.000Z', calledBy: '2026-11-20T20:05:00.000Z' },
      },
    });
    expect(world.queued).toEqual([{ kind: 'call', callbackId: only(world).callbackId }]);
    expect(await world.currentCase()).toMatchObject({ state: 'calling', callbackId: only(world).callbackId });
  });

  it('asks once, however often they tap', async () => {
    const world = await aCallbacksWorld();
    const answers = await Promise.all([ask(world), ask(world), ask(world)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'requested']);
    await world.work();
    expect(await ask(world)).toMatchObject({ kind: 'already', callback: { ticketId: '1000' } });
    expect([world.book.callbacks.size, world.desk.tickets.size, world.queued.length]).toEqual([1, 1, 0]);
  });

  it('whose zone nobody knows is called by the clock of the case', async () => {
    const world = await aCallbacksWorld();
    expect(await ask(world, { zone: 'Mars/Olympus' })).toMatchObject({ callback: { zone: 'America/New_York' } });
  });

  it('may ask again after a call that did not reach them', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    const first = only(world);
    const failed = { ...first, state: 'failed' as const, revision: first.revision + 1 };
    await world.book.save(first, failed);
    expect(await ask(world)).toMatchObject({ kind: 'requested', callback: { round: 2 } });
  });

  it.each([
    ['closed', { state: 'closed' as const }],
    ['missing', undefined],
  ])('about a case that is %s is told so', async (kind, issue) => {
    const world = await aCallbacksWorld({ ...(issue && { issue }) });
    const caseId = issue ? world.issue.caseId : 'no-case';
    expect(await world.requestCall({ caseId, phone: '+12025550123' })).toEqual({ kind });
    expect(world.book.callbacks.size).toBe(0);
  });
});

describe('a ticket', () => {
  it('says what an agent needs, to one who speaks the language', async () => {
    const world = await aCallbacksWorld();
    await ask(world, { language: 'de-DE' });
    expect(await world.work()).toBe(0);
    expect(only(world)).toMatchObject({ state: 'assigned', agentId: '103', agentName: 'Clara', ticketId: '1000' });
    const { draft } = ticketOf(world) ?? {};
    expect(draft).toMatchObject({ priority: 'high', tags: ['herald', 'herald_callback', 'issue_payment_failure'] });
    for (const words of [
      '+12025550123',
      'Kim',
      'payment_failure',
      '2.5.1',
      'Fri',
      'America/New_York',
      'sms (help)',
      'de-DE',
    ])
      expect(draft?.note).toContain(words);
    expect(draft?.note).not.toContain('kim@example.com');
  });

  it('tells when the errors were, which was before the case where the app reported late', async () => {
    const [firstErrorAt, lastErrorAt] = ['2026-11-14T08:00:00.000Z', '2026-11-20T16:40:00.000Z'];
    const world = await aCallbacksWorld({ issue: { firstErrorAt, lastErrorAt, errorCount: 5, sightings: 4 } });
    await ask(world);
    await world.work();
    const { note = '' } = ticketOf(world)?.draft ?? {};
    expect(note).toContain(`error payment_timeout since ${firstErrorAt}`);
    expect(note).toContain(`5 times before ${lastErrorAt}, reported 4 times`);
  });

  it('says where the solution is described', async () => {
    const page = 'https://help.herald.example/issues/payments';
    const world = await aCallbacksWorld({ issue: { fix: { known: true, steps: ['clear-cache'], page } } });
    await ask(world);
    await world.work();
    expect(ticketOf(world)?.draft.note).toContain(page);
  });

  it('is an open ticket of the customer, for filters to see', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    await world.work();
    const { openTickets } = await world.facts.get(world.issue.customerId);
    expect(openTickets).toEqual([{ ticketId: '1000', openedAt: expect.any(String), issueType: 'payment_failure' }]);
  });

  it('goes to the whole team when nobody is there, or nobody says who is', async () => {
    const world = await aCallbacksWorld({ agents: [] });
    await ask(world);
    await world.work();
    expect(only(world)).toMatchObject({ state: 'requested', ticketId: '1000', check: { what: 'seen' } });
    expect(ticketOf(world)?.draft).not.toHaveProperty('assigneeId');
  });

  it('is made without an agent whom the support system no longer takes', async () => {
    const world = await aCallbacksWorld();
    const { open } = world.desk;
    world.desk.open = async (draft) => {
      if (draft.assigneeId) throw new SupportRefusedError(422, 'RecordInvalid');
      return open(draft);
    };
    await ask(world);
    expect(await world.work()).toBe(0);
    expect(only(world)).toMatchObject({ state: 'requested', ticketId: '1000' });
  });

  it('is not made for a case that has closed meanwhile', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    await world.actions.markFixed(world.issue.caseId);
    await world.work();
    expect(only(world)).toMatchObject({ state: 'cancelled', reason: 'case-closed' });
    expect(world.desk.tickets.size).toBe(0);
  });
});

describe('when something breaks', () => {
  it('the message comes again later and later while the support system is away, and then there is one ticket', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    const messages = world.queued.splice(0);
    world.desk.fail(away);
    for (const times of [1, 2, 3, 7]) expect(await world.work(messages, times)).toBe(1);
    expect(world.delays).toEqual([15, 30, 60, 900]);
    expect(world.counted.TicketsPutOff).toBe(4);
    world.desk.heal();
    expect(await world.work(messages, 8)).toBe(0);
    expect(world.desk.tickets.size).toBe(1);
  });

  it('the message waits as long as the support system said', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    world.desk.fail(new SupportBusyError(120));
    await world.work();
    expect(world.delays).toEqual([120]);
  });

  it('what the support system refuses is counted, and stays for watch-callbacks', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    world.desk.fail(new SupportRefusedError(422, 'RecordInvalid'));
    expect(await world.work()).toBe(1);
    expect(world.counted.TicketsRefused).toBe(1);
    expect(only(world)).toMatchObject({ state: 'requested', check: { what: 'ticket' } });
  });

  it('a crash between ticket and callback leaves one ticket, which the next try finds', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    const messages = world.queued.splice(0);
    const { save } = world.book;
    world.book.save = async () => Promise.reject(away);
    expect(await world.work(messages)).toBe(1);
    world.book.save = save;
    expect(await world.work(messages)).toBe(0);
    expect(world.desk.tickets.size).toBe(1);
    expect(only(world).ticketId).toBe('1000');
  });

  it('a crash between callback and queue is found by watch-callbacks a minute later', async () => {
    const world = await aCallbacksWorld();
    const { send } = world.queue;
    world.queue.send = async () => Promise.reject(away);
    await expect(ask(world)).rejects.toThrow('away');
    world.queue.send = send;
    expect(await world.watch({ at: '2026-11-20T17:01:00Z' })).toEqual({ 'asked-again': 1 });
    await world.work();
    expect(only(world).ticketId).toBe('1000');
    expect(await world.currentCase()).toMatchObject({ state: 'calling' });
  });

  it('one bad message keeps no other waiting', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    const bad = { kind: 'nonsense' } as never;
    expect(await world.work([bad, ...world.queued.splice(0)])).toBe(1);
    expect(world.desk.tickets.size).toBe(1);
  });
});

describe('an escalation', () => {
  const rule = (world: World, action: 'escalate-to-support' | 'escalate-to-manager') =>
    ({ kind: 'escalation', caseId: world.issue.caseId, action, ruleId: 'unresolved-1h' }) as const;

  it('gets a ticket of its own, once', async () => {
    const world = await aCallbacksWorld();
    const message = rule(world, 'escalate-to-manager');
    expect(await world.work([message, message])).toBe(0);
    expect(world.desk.tickets.size).toBe(1);
    expect(ticketOf(world)?.draft).toMatchObject({
      ...{ priority: 'urgent', subject: 'For the manager: payment_failure' },
      tags: ['herald', 'herald_escalation', 'issue_payment_failure'],
    });
    expect(ticketOf(world)?.draft.note).not.toContain('+12025550123');
    expect(only(world).check).toEqual({ what: 'case', at: '2026-11-20T17:05:00.000Z', tries: 0 });
  });

  it('raises the ticket of a call that is open', async () => {
    const world = await aCallbacksWorld();
    await ask(world);
    await world.work();
    await world.work([rule(world, 'escalate-to-support'), rule(world, 'escalate-to-support')]);
    expect(world.desk.tickets.size).toBe(1);
    expect(ticketOf(world)?.notes).toMatchObject([{ tag: 'herald_rule_unresolved-1h', priority: 'urgent' }]);
  });
});
