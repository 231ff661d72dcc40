import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aNotification } from '../../../test/support/a-notification.ts';
import { TransientError } from '../../shared/errors.ts';
import { memoryDeliveryTables } from '../adapters/memory-delivery-tables.ts';
import { memoryDueCursor } from '../adapters/memory-due-cursor.ts';
import { memoryNotificationLedger } from '../adapters/memory-notification-ledger.ts';
import { memorySendQueues } from '../adapters/memory-send-queues.ts';
import { bucketOf } from '../domain/notification/due-bucket.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { PauseFlag } from '../ports.ts';
import { createReleaseDue, type ReleaseDueDeps } from './release-due.ts';
import { createRouteNotifications } from './route-notifications.ts';

const now = '2026-11-21T10:00:30.000Z';
const metrics = { addMetric: () => {} };
const away = () => new TransientError('away', { whatToDo: 'wait' });
const id = (index: number): string => `${index % 8}${index.toString(16).padStart(31, '0')}`;
const scheduled = (index: number, overrides: Partial<Notification> = {}): Notification =>
  aNotification({ id: id(index), state: 'scheduled', dueAt: '2026-11-21T10:00:00.000Z', ...overrides });

const open = (stored: readonly Notification[], overrides: Partial<ReleaseDueDeps> = {}) => {
  const tables = memoryDeliveryTables();
  for (const one of stored) tables.notifications.set(one.id, one);
  const ledger = memoryNotificationLedger(tables);
  const flags = new Map<string, PauseFlag>();
  const cursor = memoryDueCursor(bucketOf('2026-11-21T09:55:00.000Z'));
  const deps: ReleaseDueDeps = {
    ...{ ledger, cursor, metrics, budgetMs: 1_000, timeTravel: false },
    clock: { now: () => new Date(now) },
    pauseFlags: { get: async (scope) => flags.get(scope) },
    programs: { current: async () => undefined },
    pause: async () => {},
    ...overrides,
  };
  const states = () => [...tables.notifications.values()].map(({ state }) => state);
  return { tables, ledger, flags, cursor, deps, states, release: createReleaseDue(deps) };
};

const recordOf = (next: Notification, seen?: Notification) => ({
  eventName: seen ? 'MODIFY' : 'INSERT',
  dynamodb: { SequenceNumber: next.id, NewImage: imageOf(next), ...(seen && { OldImage: imageOf(seen) }) },
});
const imageOf = ({ id: text, state, provider, priority, updatedAt, stateSince }: Notification) =>
  Object.fromEntries(
    Object.entries({ id: text, state, provider, priority, updatedAt, stateSince }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { S: value }]],
    ),
  );

describe('release-due', () => {
  it('queues what is due, leaves what is not, and follows the table for what may be lost', async () => {
    const attempts = [{ number: 1, provider: 'ses' as const, startedAt: '2026-11-21T09:58:00.000Z' }];
    const { release, tables } = open([
      scheduled(1),
      scheduled(2, { dueAt: '2026-11-21T10:00:31.000Z' }),
      scheduled(3, { state: 'sending', leaseUntil: '2026-11-21T09:59:00.000Z', attempts }),
      scheduled(4, { state: 'queued', stateSince: '2026-11-21T09:45:00.000Z' }),
      scheduled(5, { expiresAt: '2026-11-21T10:00:10.000Z' }),
    ]);
    expect(await release({})).toEqual({ counts: { queued: 2, unknown: 1, expired: 1 }, left: 0 });
    expect(tables.notifications.get(id(3))).toMatchObject({ state: 'unknown', attempts: [{ outcome: 'unknown' }] });
    expect(tables.notifications.get(id(4))).toMatchObject({ state: 'queued', stateSince: now });
    expect(await release({})).toEqual({ counts: {}, left: 0 });
  });

  it('holds what is paused without touching when it was due, and cancels what is stopped', async () => {
    const { release, flags, tables } = open([scheduled(1), scheduled(2, { campaignId: 'k' })]);
    const flag = { at: now, by: 'operator', reason: 'test' };
    flags.set('program#ticket-sale-reminders', { state: 'paused', ...flag });
    flags.set('campaign#k', { state: 'stopped', ...flag });
    expect((await release({})).counts).toEqual({ held: 1, cancelled: 1 });
    const held = {
      state: 'scheduled',
      reason: 'paused',
      dueAt: scheduled(1).dueAt,
      heldUntil: '2026-11-21T10:05:30.000Z',
    };
    expect(tables.notifications.get(id(1))).toMatchObject(held);
    flags.clear();
    expect((await release({ at: '2026-11-21T10:05:30.000Z' })).counts).toEqual({ queued: 1 });
  });

  it('finds within an hour what was written as due long before its cursor', async () => {
    const lasting = { expiresAt: '2026-11-23T00:00:00.000Z' };
    const [late, older] = [
      scheduled(1, { dueAt: '2026-11-21T07:12:00.000Z', ...lasting }),
      scheduled(2, { dueAt: '2026-11-19T00:00:00.000Z', ...lasting }),
    ];
    let time = Date.parse(now);
    const { deps, states } = open([late, older], { clock: { now: () => new Date(time) } });
    for (let minute = 0; minute < 60; minute += 1) {
      await createReleaseDue(deps)({});
      time += 60_000;
    }
    expect(states()).toEqual(['queued', 'queued']);
  });

  it('goes on with the others when one cannot be released, whatever is wrong with it', async () => {
    const { release, tables, deps } = open(
      [
        scheduled(1),
        scheduled(2, { campaignId: 'k', programId: 'broken', dueAt: '2026-11-21T09:40:00.000Z' }),
        scheduled(3),
      ],
      {
        cursor: memoryDueCursor(bucketOf('2026-11-21T09:40:00.000Z')),
        programs: { current: async () => Promise.reject(new SyntaxError('no JSON')) },
      },
    );
    expect((await release({})).counts).toEqual({ queued: 2, broken: 1 });
    expect(tables.notifications.get(id(2))).toMatchObject({ state: 'scheduled' });
    expect(await deps.cursor.read()).toBe('2026-11-21T10:00:00.000Z');
  });

  it('does no harm when two run at once: each message is queued once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (count) => {
        const { deps, tables } = open(Array.from({ length: count }, (_, index) => scheduled(index)));
        const runs = await Promise.all([createReleaseDue(deps)({}), createReleaseDue(deps)({})]);
        expect(runs.reduce((sum, { counts }) => sum + (counts.queued ?? 0), 0)).toBe(count);
        for (const one of tables.notifications.values()) expect(one).toMatchObject({ state: 'queued', revision: 2 });
      }),
      { numRuns: 25 },
    );
  });

  it('stops at its budget, says what is left and goes on there', async () => {
    const all = Array.from({ length: 250 }, (_, index) =>
      scheduled(0, { id: `0${index.toString(16).padStart(31, '0')}` }),
    );
    let time = Date.parse(now);
    const { deps, cursor, states, ledger } = open(all, { clock: { now: () => new Date(time) } });
    const getMany: typeof ledger.getMany = (ids) => {
      time += 600;
      return ledger.getMany(ids);
    };
    const { counts, left } = await createReleaseDue({ ...deps, ledger: { ...ledger, getMany } })({});
    expect({ counts, left }).toEqual({ counts: { queued: 200 }, left: 50 });
    expect(await cursor.read()).toBe('2026-11-21T10:00:00.000Z');
    await createReleaseDue({ ...deps, budgetMs: 1e9 })({});
    expect(states().every((state) => state === 'queued')).toBe(true);
  });

  it('loses and doubles nothing when any write fails, before or after it was made', async () => {
    const count = 12;
    for (let failing = 0; failing < count; failing += 1) {
      for (const made of [false, true]) {
        const { ledger, deps, states, tables } = open(Array.from({ length: count }, (_, index) => scheduled(index)));
        let writes = 0;
        const save: typeof ledger.save = async (next, options) => {
          const fails = writes === failing;
          writes += 1;
          if (!fails || made) await ledger.save(next, options);
          if (fails) throw away();
          return 'saved';
        };
        expect((await createReleaseDue({ ...deps, ledger: { ...ledger, save } })({})).counts.failed).toBe(1);
        await createReleaseDue(deps)({});
        expect(states().every((state) => state === 'queued')).toBe(true);
        for (const one of tables.notifications.values()) expect(one.revision).toBe(2);
      }
    }
  });
});

describe('route-notifications', () => {
  it('enqueues what became queued, or did so anew, and nothing else', async () => {
    const queues = memorySendQueues();
    const route = createRouteNotifications({ queues, metrics });
    const queued = aNotification({ id: id(1), stateSince: now });
    const anew = { ...queued, id: id(2), stateSince: '2026-11-21T10:15:30.000Z' };
    const handedOn = { ...queued, id: id(5), provider: 'sms-service' as const };
    const Records = [
      recordOf(queued),
      recordOf(handedOn, { ...queued, id: id(5) }),
      recordOf(anew, { ...queued, id: id(2) }),
      recordOf({ ...queued, id: id(3), updatedAt: '2026-11-21T10:01:00.000Z' }, { ...queued, id: id(3) }),
      recordOf({ ...queued, id: id(4), state: 'sending' }, queued),
    ];
    expect(await route({ Records })).toEqual({ batchItemFailures: [] });
    const entries = [id(1), id(2)].map((notificationId) => ({
      queue: 'send-end-user-messaging-normal',
      notificationId,
    }));
    expect(queues.sent).toHaveLength(3);
    expect(queues.sent).toEqual(
      expect.arrayContaining([...entries, { queue: 'send-sms-service-normal', notificationId: id(5) }]),
    );
  });

  it('asks again from the first that did not get into its queue', async () => {
    const queues = { enqueue: async () => [id(2), id(3)] };
    const Records = [1, 2, 3].map((index) => recordOf(aNotification({ id: id(index) })));
    const answer = await createRouteNotifications({ queues, metrics })({ Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: id(2) }] });
  });

  it('reports a record that can’t be read, and enqueues the others all the same', async () => {
    const queues = memorySendQueues();
    const poison = { eventName: 'INSERT', dynamodb: { SequenceNumber: 'p', NewImage: { state: { S: 'queued' } } } };
    const Records = [poison, recordOf(aNotification({ id: id(1) }))];
    const answer = await createRouteNotifications({ queues, metrics })({ Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'p' }] });
    expect(queues.sent).toHaveLength(1);
  });
});
