import { createHmac, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCallbacksWorld } from '../../../test/support/a-callbacks-world.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Callback } from '../domain/callback.ts';

type World = Awaited<ReturnType<typeof aCallbacksWorld>>;
let world: World;
const current = (): Callback => [...world.book.callbacks.values()][0] as Callback;
beforeEach(async () => {
  world = await aCallbacksWorld();
  await world.requestCall({ caseId: world.issue.caseId, phone: '+12025550123' });
  await world.work();
});

const update = (more: object = {}) => ({
  ...{ ticketId: '1000', externalId: `herald-${current().callbackId}`, requesterExternalId: world.issue.customerId },
  ...{ status: 'Open', assigneeId: '101', assigneeName: 'Ada', callStep: '', callOutcome: '' },
  ...{ compensationUsd: '', minutes: '', createdAt: '2026-11-20T17:00:10Z', updatedAt: '2026-11-20T17:02:00Z' },
  ...more,
});
type Sent = { secret?: string; timestamp?: string; invocation?: string; tamper?: (body: string) => string };
const event = (
  body: unknown,
  { secret = 'webhook-secret', timestamp, invocation = randomUUID(), tamper }: Sent = {},
) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const at = timestamp ?? world.clock.now().toISOString();
  const signature = createHmac('sha256', secret)
    .update(at + text)
    .digest('base64');
  const headers = {
    'X-Zendesk-Webhook-Signature': signature,
    'X-Zendesk-Webhook-Signature-Timestamp': at,
    'X-Zendesk-Webhook-Invocation-Id': invocation,
  };
  return { headers, body: tamper ? tamper(text) : text, isBase64Encoded: false };
};
const send = async (body: unknown, sent: Sent = {}) => (await world.webhook(event(body, sent))).statusCode;
const solved = (more: object = {}) =>
  update({
    status: 'Solved',
    callOutcome: 'solved',
    compensationUsd: '10.0',
    minutes: '4',
    callStep: 'called',
    ...more,
  });

describe('what the support system tells', () => {
  it('moves the call on, to its end and to that of the case', async () => {
    world.clock.set('2026-11-20T17:30:00.000Z');
    await send(update({ callStep: 'seen', updatedAt: '2026-11-20T17:00:40Z' }));
    expect(current()).toMatchObject({ state: 'seen', check: { what: 'called' } });
    await send(update({ callStep: 'called', updatedAt: '2026-11-20T17:04:00Z' }));
    expect(current()).toMatchObject({ state: 'called' });
    await send(solved({ updatedAt: '2026-11-20T17:15:00Z' }));
    expect(current()).toMatchObject({
      ...{ state: 'done', outcome: 'solved', compensationUsd: 10, minutes: 4 },
      date: { seen: '2026-11-20T17:00:40.000Z', called: '2026-11-20T17:04:00.000Z', done: '2026-11-20T17:15:00.000Z' },
    });
    expect(await world.currentCase()).toMatchObject({
      ...{ state: 'closed', closed: { reason: 'resolved', method: 'agent' } },
    });
    expect(world.counted).toMatchObject({ Callbacks_done: 1, SecondsToResolutionByAgent: 900 });
    const { openTickets, resolved } = await world.facts.get(world.issue.customerId);
    expect([openTickets, resolved.map(({ issueType }) => issueType)]).toEqual([[], ['payment_failure']]);
  });

  it('ends the same when called is told before seen, and each twice', async () => {
    const told = [
      update({ callStep: 'seen', updatedAt: '2026-11-20T17:00:40Z' }),
      update({ callStep: 'called', updatedAt: '2026-11-20T17:04:00Z' }),
      solved({ callStep: 'called', updatedAt: '2026-11-20T17:15:00Z' }),
    ];
    world.clock.set('2026-11-20T17:30:00.000Z');
    for (const index of [1, 0, 1, 2, 0]) await send(told[index]);
    expect(current()).toMatchObject({ state: 'done', date: { seen: expect.any(String), called: expect.any(String) } });
    expect(world.counted.Callbacks_done).toBe(1);
  });

  it('leaves the case open after a call that solved nothing, and asks how it was, once', async () => {
    await send(solved({ callOutcome: 'not-solved' }));
    await send(solved({ callOutcome: 'not-solved', updatedAt: '2026-11-20T17:03:00Z' }));
    expect(await world.currentCase()).toMatchObject({ state: 'open' });
    expect(world.asked).toMatchObject([
      {
        ...{ step: 'satisfaction-call', templateId: 'satisfaction', channel: 'email', variables: { about: 'call' } },
        dueAt: '2026-11-21T15:00:00.000Z',
      },
    ]);
  });

  it('asks about a call that solved it, too, and once', async () => {
    await send(solved());
    await send(solved({ updatedAt: '2026-11-20T17:03:00Z' }));
    expect(world.asked).toMatchObject([
      { step: 'satisfaction-call', subject: 'payment_failure', occasion: 'episode-1' },
    ]);
  });

  it('asks nobody whom no call reached', async () => {
    await send(solved({ callOutcome: 'not-reached' }));
    expect(current()).toMatchObject({ state: 'failed', reason: 'not-reached', outcome: 'not-reached' });
    expect(world.asked).toEqual([]);
    expect(await world.currentCase()).toMatchObject({ state: 'open' });
  });

  it('keeps the agent and the compensation of the latest update when an older one comes late', async () => {
    world.clock.set('2026-11-20T17:30:00.000Z');
    const at = (second: string) => ({ updatedAt: `2026-11-20T17:15:${second}Z` });
    await send(update({ assigneeId: '103', assigneeName: 'Clara', ...at('05') }));
    await send(update({ assigneeId: '103', assigneeName: 'Clara', ...at('09') }));
    await send(update({ callStep: 'seen', ...at('07') }));
    expect(current()).toMatchObject({ state: 'seen', agentId: '103', agentName: 'Clara' });
    await send(solved({ assigneeId: '103', compensationUsd: '15.0', ...at('30') }));
    await send(solved({ compensationUsd: '10.0', ...at('20') }));
    expect(current()).toMatchObject({ state: 'done', agentId: '103', compensationUsd: 15 });
    await send(solved({ assigneeId: '103', compensationUsd: '20.0', ...at('40') }));
    expect(current().compensationUsd).toBe(20);
  });

  it('ends a call that is told late, after the ticket was opened again', async () => {
    world.clock.set('2026-11-20T17:30:00.000Z');
    await send(update({ updatedAt: '2026-11-20T17:20:00Z' }));
    await send(solved({ updatedAt: '2026-11-20T17:15:00Z' }));
    expect(current()).toMatchObject({ state: 'done', outcome: 'solved', compensationUsd: 10 });
    const { openTickets, resolved } = await world.facts.get(world.issue.customerId);
    expect([openTickets.length, resolved]).toEqual([1, []]);
  });

  it('of a solved ticket is a fact that no late update turns back', async () => {
    world.clock.set('2026-11-20T17:30:00.000Z');
    await send(solved({ updatedAt: '2026-11-20T17:15:00Z' }));
    await send(update({ updatedAt: '2026-11-20T17:14:59Z' }));
    const { openTickets, resolved } = await world.facts.get(world.issue.customerId);
    expect(openTickets).toEqual([]);
    expect(resolved).toMatchObject([{ ticketId: '1000', at: '2026-11-20T17:15:00.000Z' }]);
  });

  it('of a ticket that is none of ours is a fact of its customer', async () => {
    await send(update({ externalId: '', ticketId: '77', requesterExternalId: 'c-9' }));
    expect((await world.facts.get('c-9')).openTickets).toMatchObject([{ ticketId: '77' }]);
    await send(update({ externalId: '', ticketId: '78', requesterExternalId: '' }));
    expect(world.counted.WebhooksOfNobody).toBe(1);
    expect(current().state).toBe('assigned');
  });

  it('finds a callback by its ticket when the ticket lost our id', async () => {
    await send(update({ externalId: '', callStep: 'seen' }));
    expect(current().state).toBe('seen');
  });

  it('about the ticket of a cancelled call, which we solved ourselves, changes nothing', async () => {
    await world.actions.markFixed(world.issue.caseId);
    await world.watch({ at: '2026-11-20T17:01:00Z' });
    const before = current();
    expect(before.state).toBe('cancelled');
    await send(update({ status: 'Solved' }));
    expect(current()).toEqual(before);
    expect(world.asked).toEqual([]);
    expect(await world.facts.get(world.issue.customerId)).toEqual({ openTickets: [], resolved: [] });
  });

  it('counts as of now when its clock is ahead', async () => {
    await send(update({ callStep: 'seen', updatedAt: '2026-11-21T09:00:00Z' }));
    expect(current().date.seen).toBe('2026-11-20T17:00:00.000Z');
  });
});

describe('a webhook that should not be believed', () => {
  it.each<[string, Sent]>([
    ['signed by somebody else', { secret: 'other' }],
    ['changed on its way', { tamper: (body) => body.replace('Open', 'Solved') }],
    ['from ten minutes ago', { timestamp: '2026-11-20T16:50:00.000Z' }],
    ['from the future', { timestamp: '2026-11-20T17:10:00.000Z' }],
    ['without a time', { timestamp: '' }],
  ])('%s is refused and counted', async (_what, sent) => {
    const before = current();
    expect(await send(update({ callStep: 'called' }), sent)).toBe(403);
    expect(current()).toEqual(before);
    expect((world.counted.WebhooksForged ?? 0) + (world.counted.WebhooksStale ?? 0)).toBe(1);
  });

  it('is refused whatever its headers hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), fc.string(), async (headers, body) => {
        expect((await world.webhook({ headers, body })).statusCode).toBe(403);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [
      'the invocation id of one that was taken',
      (first: ReturnType<typeof event>) => ({
        ...event(solved()),
        headers: {
          ...event(solved()).headers,
          'X-Zendesk-Webhook-Invocation-Id': first.headers['X-Zendesk-Webhook-Invocation-Id'],
        },
      }),
    ],
    [
      'its signature under another invocation id',
      (first: ReturnType<typeof event>) => ({
        ...first,
        headers: { ...first.headers, 'X-Zendesk-Webhook-Invocation-Id': 'other' },
      }),
    ],
  ])('with %s does nothing', async (_what, replay) => {
    const first = event(update({ callStep: 'seen' }));
    await world.webhook(first);
    const before = current();
    expect((await world.webhook(replay(first))).statusCode).toBe(200);
    expect(current()).toEqual(before);
    expect(world.counted.WebhooksReplayed).toBe(1);
  });

  it.each([
    ['no JSON', '{'],
    ['no ticket', {}],
    ['an unknown status', { status: 'Exploded' }],
    ['a time that is none', { updatedAt: 'yesterday' }],
  ])('with %s is a 400, counted', async (_what, body) => {
    const sent = typeof body === 'string' ? body : Object.keys(body).length === 0 ? {} : update(body);
    expect(await send(sent)).toBe(400);
    expect(world.counted.WebhooksMalformed).toBe(1);
  });
});

describe('a webhook that is faster than we are', () => {
  it('leaves the call watched', async () => {
    const fast = await aCallbacksWorld();
    await fast.requestCall({ caseId: fast.issue.caseId, phone: '+12025550123' });
    world = fast;
    const { open } = fast.desk;
    fast.desk.open = async (draft) => {
      const ticket = await open(draft);
      await send(update());
      return ticket;
    };
    await fast.work();
    expect(current()).toMatchObject({ state: 'assigned', ticketId: '1000', check: { what: 'seen' } });
  });
});

describe('when our side breaks', () => {
  const away = new TransientError('throttled', { whatToDo: 'wait' });

  it('the support system is told to come again, and the same webhook is then taken', async () => {
    const { save } = world.book;
    const webhook = event(solved());
    world.book.save = async () => Promise.reject(away);
    expect(await world.webhook(webhook)).toMatchObject({ statusCode: 503, headers: { 'Retry-After': '10' } });
    world.book.save = save;
    expect(await world.webhook(webhook)).toMatchObject({ statusCode: 200 });
    expect(current().state).toBe('done');
  });

  it('a crash before the case was told is made good by watch-callbacks', async () => {
    const { closeByAgent } = world.actions;
    world.actions.closeByAgent = async () => Promise.reject(away);
    expect(await send(solved())).toBe(503);
    expect(await world.currentCase()).toMatchObject({ state: 'calling' });
    world.actions.closeByAgent = closeByAgent;
    expect(await world.watch({ at: '2026-11-20T17:10:00Z' })).toEqual({ settled: 1 });
    expect(await world.currentCase()).toMatchObject({ state: 'closed' });
    expect(await world.watch({ at: '2026-11-20T18:00:00Z' })).toEqual({});
  });
});
