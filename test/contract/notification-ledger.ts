// What every NotificationLedger must do: writes on the revision that was read, grants returned with them, every way to find.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { bucketOf, shardOfId } from '../../lambdas/delivery/domain/notification/due-bucket.ts';
import type { Notification } from '../../lambdas/delivery/domain/notification/notification.ts';
import { emptyPolicy } from '../../lambdas/delivery/domain/policy/grants.ts';
import type { NotificationLedger, PolicyStore } from '../../lambdas/delivery/ports.ts';
import { aNotification } from '../support/a-notification.ts';
import { eventually } from '../support/eventually.ts';

/** The gate's store stands beside it: only the gate creates. Indexes may lag, so finding is asked `eventually`. */
export type LedgerHarness = { ledger: NotificationLedger; policies: PolicyStore };

// Far ahead, so that nothing here expires, or is released, on deployed tables.
const createdAt = '2990-11-21T09:40:00.000Z';

export const notificationLedgerContract = (open: () => LedgerHarness): void => {
  let ledger: NotificationLedger;
  let policies: PolicyStore;
  let customerId: string;
  beforeEach(() => {
    ({ ledger, policies } = open());
    customerId = `c-${randomUUID()}`;
  });
  const readPolicy = async () =>
    (await policies.read({ customerIds: [customerId], addressHashes: [] })).policies.get(customerId) ??
    emptyPolicy(customerId);
  const create = async (overrides: Partial<Notification> = {}): Promise<Notification> => {
    const id = randomUUID().replaceAll('-', '');
    // Not `queued`: on deployed tables a worker would take it up.
    const own = { id, customerId, addressHash: `h-${id}`, createdAt };
    const notification = aNotification({ ...own, state: 'accepted', ...overrides });
    const { createdAt: at, programId, channel } = notification;
    const grant = { at, programId, channel };
    expect(await policies.grant({ seen: await readPolicy(), notification, grant })).toBe('granted');
    return notification;
  };
  const next = (seen: Notification, overrides: Partial<Notification> = {}): Notification => ({
    ...seen,
    revision: seen.revision + 1,
    ...overrides,
  });

  it('gives back what was saved, whatever it waits for', async () => {
    const queued = await create({ state: 'scheduled', dueAt: '2990-11-21T09:39:00.000Z' });
    expect(await ledger.get(queued.id)).toEqual(queued);
    const sending = next(queued, { state: 'sending', leaseUntil: '2990-11-21T09:42:00.000Z' });
    expect(await ledger.save(sending)).toBe('saved');
    expect(await ledger.getMany([queued.id, queued.id, 'f'.repeat(32)])).toEqual([sending]);
    expect(await ledger.get('f'.repeat(32))).toBeUndefined();
  });

  it('lets one of many writers of a revision win', async () => {
    const seen = await create();
    const writers = ['a', 'b', 'c', 'd'].map((reason) => ledger.save(next(seen, { reason })));
    const outcomes = await Promise.all(writers);
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect((await ledger.get(seen.id))?.revision).toBe(2);
    expect(await ledger.save(next(seen))).toBe('conflict');
  });

  it('returns a grant with the write, once, and not with a write that is lost', async () => {
    const seen = await create();
    expect(await ledger.save(next(next(seen)), { returnGrant: true })).toBe('conflict');
    expect((await readPolicy()).grants).toHaveProperty(seen.id);
    const version = (await readPolicy()).version;
    const failed = next(seen, { state: 'failed' });
    expect(await ledger.save(failed, { returnGrant: true })).toBe('saved');
    expect(await readPolicy()).toMatchObject({ version: version + 1 });
    expect((await readPolicy()).grants).not.toHaveProperty(seen.id);
    expect(await ledger.save(next(failed), { returnGrant: true })).toBe('saved');
  });

  it('moves a grant with the write to when its message is due, and not with a write that is lost', async () => {
    const seen = await create();
    const dueAt = '2990-11-23T09:00:00.000Z';
    const postponed = next(seen, { dueAt });
    expect(await ledger.save(next(postponed), { moveGrant: true })).toBe('conflict');
    const before = await readPolicy();
    expect(before.grants[seen.id]).toMatchObject({ at: seen.createdAt });
    expect(await ledger.save(postponed, { moveGrant: true })).toBe('saved');
    expect(await readPolicy()).toMatchObject({ version: before.version + 1, grants: { [seen.id]: { at: dueAt } } });
    expect(await ledger.save(next(postponed), { returnGrant: true })).toBe('saved');
    expect(await ledger.save(next(next(postponed), { dueAt }), { moveGrant: true })).toBe('saved');
    expect((await readPolicy()).grants).toEqual({});
  });

  it('lets the gate write over a failed one only with a higher round on the revision that was read', async () => {
    const seen = await create();
    const failed = next(seen, { state: 'failed' });
    await ledger.save(failed, { returnGrant: true });
    const grant = { at: seen.createdAt, programId: seen.programId, channel: seen.channel };
    const ask = async (notification: Notification) => policies.grant({ seen: await readPolicy(), notification, grant });
    expect(await ask(next(failed, { state: 'queued' }))).toBe('exists');
    expect(await ask(next(seen, { state: 'queued', round: 2 }))).toBe('exists');
    const replay = next(failed, { state: 'queued', round: 2 });
    expect(await ask(replay)).toBe('granted');
    expect(await ledger.get(seen.id)).toEqual(replay);
  });

  it('finds what waits by bucket and shard, and no longer when it doesn’t', async () => {
    const dueAt = '2990-11-21T09:57:30.000Z';
    const waiting = await create({ state: 'scheduled', dueAt });
    const place = { bucket: bucketOf(dueAt), shard: shardOfId(waiting.id) };
    const due = (at: string) => ledger.due({ ...place, at });
    await eventually('it to be due', async () => ((await due(dueAt)).includes(waiting.id) ? true : undefined));
    expect(await due('2990-11-21T09:57:29.999Z')).not.toContain(waiting.id);
    await ledger.save(next(waiting, { state: 'expired' }));
    await eventually('it to leave', async () => ((await due(dueAt)).includes(waiting.id) ? undefined : true));
  });

  describe('finding', () => {
    it('a customer’s, newest first, page by page', async () => {
      const made: string[] = [];
      for (const minute of ['41', '43', '42'])
        made.push((await create({ createdAt: `2990-11-21T09:${minute}:00.000Z` })).id);
      const [a, b, c] = made;
      const first = await eventually('three of them', async () => {
        const page = await ledger.forCustomer(customerId, { limit: 2 });
        return page.items.length === 2 && page.nextToken !== undefined ? page : undefined;
      });
      expect(first.items.map(({ id }) => id)).toEqual([b, c]);
      const rest = await ledger.forCustomer(customerId, { limit: 2, nextToken: first.nextToken as string });
      expect(rest.items.map(({ id }) => id)).toEqual([a]);
      const foreign = ledger.forCustomer(customerId, { limit: 2, nextToken: 'nonsense' });
      await expect(foreign).rejects.toMatchObject({ name: 'InvalidInputError' });
    });

    it('those of a campaign and of a program’s time and states, tests in neither', async () => {
      const about = { programId: `p-${randomUUID()}`, campaignId: `k-${randomUUID()}` };
      const one = await create({ ...about, createdAt: '2990-11-20T23:59:59.000Z' });
      const two = await create({ ...about, createdAt: '2990-11-21T00:00:00.000Z' });
      await ledger.save(next(two, { state: 'failed' }));
      await create({ ...about, test: true });
      const ids = async (pages: AsyncIterable<Notification[]>) => {
        const found: string[] = [];
        for await (const page of pages) found.push(...page.map(({ id }) => id));
        return found.sort();
      };
      await eventually('both in the campaign', async () =>
        (await ids(ledger.ofCampaign(about.campaignId))).join() === [one.id, two.id].sort().join() ? true : undefined,
      );
      const time = { programId: about.programId, from: '2990-11-20T00:00:00Z', to: '2990-11-21T00:00:00.001Z' };
      expect(await ids(ledger.ofProgram({ ...time, states: ['accepted', 'failed'] }))).toEqual([one.id, two.id].sort());
      expect(await ids(ledger.ofProgram({ ...time, states: ['failed'] }))).toEqual([two.id]);
      const before = { ...time, to: '2990-11-21T00:00:00Z', states: ['accepted', 'failed'] as const };
      expect(await ids(ledger.ofProgram(before))).toEqual([one.id]);
    });

    it('one by the provider’s id', async () => {
      const seen = await create();
      const providerMessageId = randomUUID();
      await ledger.save(next(seen, { state: 'accepted', providerMessageId }));
      const found = await eventually('the id', () => ledger.byProviderMessageId(providerMessageId));
      expect(found).toBe(seen.id);
      expect(await ledger.byProviderMessageId(randomUUID())).toBeUndefined();
    });
  });
};
