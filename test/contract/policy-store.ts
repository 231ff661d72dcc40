// What every PolicyStore must do. Ids are unique, for the tables are shared.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Notification } from '../../lambdas/delivery/domain/notification/notification.ts';
import type { Grant, PolicyItem, Suppression } from '../../lambdas/delivery/domain/policy/policy-item.ts';
import type { PolicyStore } from '../../lambdas/delivery/ports.ts';
import { aDraftNotification } from '../support/a-draft-notification.ts';

/** `stored`: what the ledger has under an id. */
export type PolicyStoreHarness = {
  store: PolicyStore;
  stored(id: string): Promise<Notification | undefined>;
};

// Far ahead, so that nothing here expires, or is released, on deployed tables.
const at = '2990-11-20T17:00:00.000Z';
const grantAt = (when = at): Grant => ({ at: when, programId: 'product-reviews', channel: 'email' });
const aSuppression = (addressHash: string): Suppression => ({ addressHash, reason: 'bounce', at, source: 'ses' });

export const policyStoreContract = (open: () => PolicyStoreHarness): void => {
  const { store, stored } = open();
  const seenOf = async (customerId: string): Promise<PolicyItem> =>
    (await store.read({ customerIds: [customerId], addressHashes: [] })).policies.get(customerId) as PolicyItem;
  const grant = (seen: PolicyItem, notification: Notification, one = grantAt()) =>
    store.grant({ seen, notification, grant: one });
  const aMessage = (overrides: Partial<Notification> = {}) =>
    aDraftNotification({ createdAt: at, updatedAt: at, dueAt: at, date: { queued: at }, ...overrides });

  describe('reading', () => {
    it('gives every customer an item, and of contact points the suppressed ones, over more than one call’s worth', async () => {
      const prefix = randomUUID();
      const customerIds = Array.from({ length: 130 }, (_, n) => `${prefix}-${n}`);
      const known = `${prefix}-7`;
      await store.setOptOut(known, { programId: 'p', out: true });
      await store.suppress(aSuppression(prefix));
      const found = await store.read({
        customerIds: [...customerIds, known],
        addressHashes: [prefix, 'other', prefix],
      });
      expect(found.policies.size).toBe(130);
      expect(found.policies.get(known)).toEqual({
        ...{ customerId: known, version: 1, consent: {}, optOuts: ['p'], grants: {} },
      });
      expect(found.policies.get(`${prefix}-8`)).toMatchObject({ version: 0, consent: {}, optOuts: [], grants: {} });
      expect(new Map(found.suppressed)).toEqual(new Map([[prefix, aSuppression(prefix)]]));
    });

    it('asks nothing for nothing', async () => {
      expect((await store.read({ customerIds: [], addressHashes: [] })).policies.size).toBe(0);
    });
  });

  describe('granting', () => {
    it('writes the message and its grant together', async () => {
      const message = aMessage();
      expect(await grant(await seenOf(message.customerId), message)).toBe('granted');
      expect(await stored(message.id)).toEqual(message);
      expect(await seenOf(message.customerId)).toMatchObject({ version: 1, grants: { [message.id]: grantAt() } });
    });

    it('may claim the message in the same write, so that no worker takes it', async () => {
      const attempts = [{ number: 1, provider: 'end-user-messaging' as const, startedAt: at }];
      const message = aMessage({ state: 'sending', leaseUntil: '2990-11-20T17:01:00.000Z', attempts });
      const seen = await seenOf(message.customerId);
      expect(await grant(seen, message)).toBe('granted');
      expect(await stored(message.id)).toEqual(message);
      expect(await grant(seen, message)).toBe('exists');
    });

    it('keeps what else is known, and drops grants of over 31 days ago', async () => {
      const customerId = randomUUID();
      await store.setOptOut(customerId, { programId: 'other', out: true });
      await store.setConsent(customerId, { purpose: 'marketing', channel: 'sms', granted: true, at, source: 'import' });
      const [old, young, next] = [0, 1, 2].map(() => aMessage({ customerId })) as [
        Notification,
        Notification,
        Notification,
      ];
      await grant(await seenOf(customerId), old, grantAt('2990-10-20T16:00:00.000Z'));
      await grant(await seenOf(customerId), young, grantAt('2990-10-20T18:00:00.000Z'));
      await grant(await seenOf(customerId), next);
      const policy = await seenOf(customerId);
      expect(Object.keys(policy.grants).sort()).toEqual([young.id, next.id].sort());
      expect(policy).toMatchObject({ optOuts: ['other'], consent: { marketing: { sms: { granted: true } } } });
    });

    it('is refused when the policy item has changed since it was read', async () => {
      const message = aMessage();
      const seen = await seenOf(message.customerId);
      await store.setOptOut(message.customerId, { programId: 'product-reviews', out: true });
      expect(await grant(seen, message)).toBe('conflict');
      expect(await stored(message.id)).toBeUndefined();
      expect((await seenOf(message.customerId)).grants).toEqual({});
    });

    it('is refused when the contact point has been suppressed since', async () => {
      const message = aMessage({ addressHash: randomUUID() });
      const seen = await seenOf(message.customerId);
      await store.suppress(aSuppression(message.addressHash));
      expect(await grant(seen, message)).toBe('suppressed');
      expect(await stored(message.id)).toBeUndefined();
      expect((await seenOf(message.customerId)).version).toBe(0);
    });

    it('never makes a message twice, nor takes two grants for it', async () => {
      const message = aMessage();
      await grant(await seenOf(message.customerId), message);
      expect(await grant(await seenOf(message.customerId), { ...message, locale: 'fr-FR' })).toBe('exists');
      expect(await stored(message.id)).toEqual(message);
      expect((await seenOf(message.customerId)).version).toBe(1);
    });

    it('takes no cap for a test', async () => {
      const message = aMessage({ test: true });
      expect(await store.grant({ seen: await seenOf(message.customerId), notification: message })).toBe('granted');
      expect((await seenOf(message.customerId)).version).toBe(0);
    });

    it('of many customers at once takes no other along when one fails', async () => {
      const address = randomUUID();
      const messages = Array.from({ length: 80 }, (_, n) => aMessage(n % 20 === 3 ? { addressHash: address } : {}));
      const seen = await Promise.all(messages.map(({ customerId }) => seenOf(customerId)));
      const existing = messages.filter((_, n) => n % 20 === 1);
      for (const message of existing) await grant(await seenOf(message.customerId), message);
      const changed = messages.filter((_, n) => n % 20 === 2);
      for (const { customerId } of changed) await store.setOptOut(customerId, { programId: 'p', out: true });
      await store.suppress(aSuppression(address));
      const outcomes = await Promise.all(messages.map((message, n) => grant(seen[n] as PolicyItem, message)));
      const expected = { 1: 'exists', 2: 'conflict', 3: 'suppressed' } as Record<number, string>;
      expect(outcomes).toEqual(messages.map((_, n) => expected[n % 20] ?? 'granted'));
      const [first] = messages as [Notification];
      expect((await seenOf(first.customerId)).grants).toHaveProperty([first.id]);
    });

    it('lets one of twenty writers win who have seen the same', async () => {
      const customerId = randomUUID();
      const seen = await seenOf(customerId);
      const messages = Array.from({ length: 20 }, () => aMessage({ customerId }));
      const outcomes = await Promise.all(messages.map((message) => grant(seen, message)));
      expect(outcomes.filter((outcome) => outcome === 'granted')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(19);
      expect(Object.keys((await seenOf(customerId)).grants)).toHaveLength(1);
    });
  });

  describe('refusing', () => {
    const refused = (message: Notification, reason: string): Notification => ({
      ...{ ...message, state: 'suppressed', reason, date: { suppressed: at } },
    });

    it('is recorded, also anew, and takes no cap', async () => {
      const message = aMessage();
      expect(await store.refuse(refused(message, 'no-consent'))).toBe('recorded');
      expect(await store.refuse(refused(message, 'opted-out'))).toBe('recorded');
      expect(await stored(message.id)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
      expect((await seenOf(message.customerId)).version).toBe(0);
    });

    it('for the holdout stays as it was first drawn, whatever is refused later', async () => {
      const message = aMessage();
      const held = refused(message, 'holdout');
      await store.refuse({ ...held, date: { ...held.date, converted: at } });
      const later = { createdAt: '2990-11-25T17:00:00.000Z' };
      expect(await store.refuse(refused({ ...message, ...later }, 'holdout'))).toBe('recorded');
      expect(await store.refuse(refused({ ...message, ...later }, 'opted-out'))).toBe('recorded');
      expect(await stored(message.id)).toMatchObject({
        ...{ reason: 'holdout', createdAt: message.createdAt },
        date: { converted: at },
      });
      expect(await grant(await seenOf(message.customerId), message)).toBe('granted');
    });

    it('gives way to a later grant, and never writes over one', async () => {
      const message = aMessage();
      await store.refuse(refused(message, 'no-consent'));
      expect(await grant(await seenOf(message.customerId), message)).toBe('granted');
      expect(await store.refuse(refused(message, 'opted-out'))).toBe('exists');
      expect(await stored(message.id)).toMatchObject({ state: 'queued' });
    });
  });

  describe('what customers and carriers say', () => {
    it('is kept: consent by purpose and channel, programs left and come back to', async () => {
      const customerId = randomUUID();
      const consent = { granted: true, at, source: 'preferences-page' };
      await store.setConsent(customerId, { purpose: 'marketing', channel: 'email', ...consent });
      await store.setConsent(customerId, { purpose: 'marketing', channel: 'sms', ...consent, granted: false });
      for (const [programId, out] of Object.entries({ a: true, b: true }))
        await store.setOptOut(customerId, { programId, out });
      await store.setOptOut(customerId, { programId: 'a', out: false });
      await store.setOptOut(customerId, { programId: 'b', out: true });
      expect(await seenOf(customerId)).toMatchObject({
        consent: { marketing: { email: consent, sms: { ...consent, granted: false } } },
        optOuts: ['b'],
      });
    });

    it('is all kept when it is said at once', async () => {
      const customerId = randomUUID();
      const programs = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(programs.map((programId) => store.setOptOut(customerId, { programId, out: true })));
      const { version, optOuts } = await seenOf(customerId);
      expect([...optOuts].sort()).toEqual(programs);
      expect(version).toBe(5);
    });

    it('lifts a suppression only for a reason that may be lifted', async () => {
      const hash = randomUUID();
      const isSuppressed = async () => (await store.read({ customerIds: [], addressHashes: [hash] })).suppressed.size;
      await store.suppress(aSuppression(hash));
      expect(await store.unsuppress(hash, ['manual', 'stop'])).toBe(false);
      expect(await store.unsuppress(hash, [])).toBe(false);
      expect(await isSuppressed()).toBe(1);
      expect(await store.unsuppress(hash, ['manual', 'bounce'])).toBe(true);
      expect(await isSuppressed()).toBe(0);
      expect(await store.unsuppress(hash, ['bounce'])).toBe(false);
    });

    it('goes on suppressing while one of several reasons is left, and names the gravest', async () => {
      const message = aMessage({ addressHash: randomUUID() });
      const hash = message.addressHash;
      const reasonNow = async () =>
        (await store.read({ customerIds: [], addressHashes: [hash] })).suppressed.get(hash)?.reason;
      await store.suppress({ ...aSuppression(hash), reason: 'manual' });
      await store.suppress({ ...aSuppression(hash), reason: 'stop' });
      await store.suppress({ ...aSuppression(hash), reason: 'complaint' });
      expect(await reasonNow()).toBe('complaint');
      expect(await store.unsuppress(hash, ['complaint'])).toBe(false);
      expect(await store.unsuppress(hash, ['manual'])).toBe(false);
      expect(await reasonNow()).toBe('stop');
      expect(await grant(await seenOf(message.customerId), message)).toBe('suppressed');
      expect(await store.unsuppress(hash, ['stop'])).toBe(true);
      expect(await grant(await seenOf(message.customerId), message)).toBe('granted');
    });
  });
};
