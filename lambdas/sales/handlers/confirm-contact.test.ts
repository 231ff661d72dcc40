// Nobody is signed up by another: a new contact point is confirmed before anything else goes there.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSaleEvent, aSalesWorld } from '../../../test/support/a-sales-world.ts';

const eventId = 'Z7r9jZ1A7abc';
const phone = '+12133734253';
const noon = '2026-11-20T17:00:00.000Z';
const input = { eventId, preference: 'sms', phone };
type World = ReturnType<typeof aSalesWorld>;
const tokenOf = (world: World, n = -1): string =>
  String(world.made('confirm').at(n)?.variables.url).split('/').at(-1) ?? '';

describe('a new contact point', () => {
  it('gets a link, and no reminder until its owner has followed it', async () => {
    const world = aSalesWorld('2026-11-20T17:41:00.000Z');
    await world.cache(aSaleEvent('2026-11-20T18:00:00.000Z'));
    expect(await world.remindMe('fan-1', input)).toMatchObject({ awaitingConfirmation: ['sms'] });
    expect(world.made('confirm')).toMatchObject([
      {
        ...{ templateId: 'confirm-contact', channel: 'sms', address: phone, purpose: 'service', state: 'queued' },
        variables: {
          eventName: 'Beyoncé: Renaissance',
          url: expect.stringMatching(/^https:\/\/pages\.example\/confirm\//),
        },
      },
    ]);
    expect(world.made('reminder')).toMatchObject([{ state: 'suppressed', reason: 'no-contact-point', address: '' }]);
    expect(await world.confirm(tokenOf(world))).toBe('confirmed');
    expect((await world.contacts.get(['fan-1'])).get('fan-1')).toMatchObject({ phone });
    // The scheduler has had its turn: confirming is what brings the reminder.
    expect(world.made('reminder')).toMatchObject([{ state: 'queued', address: phone }]);
    expect(await world.myReminders('fan-1')).toMatchObject({ items: [{ awaitingConfirmation: [] }] });
  });

  it('is written as E.164, whatever way it was given', async () => {
    const world = aSalesWorld(noon);
    await world.remindMe('fan-1', { ...input, phone: '+1 (213) 373-4253' });
    expect(world.made('confirm')).toMatchObject([{ address: phone }]);
  });

  it('does not replace the confirmed one before it is confirmed itself', async () => {
    const world = aSalesWorld(noon);
    await world.knows({ customerId: 'fan-1', phone: '+12133734999' });
    await world.remindMe('fan-1', input);
    expect((await world.contacts.get(['fan-1'])).get('fan-1')).toMatchObject({ phone: '+12133734999' });
    await world.confirm(tokenOf(world));
    expect((await world.contacts.get(['fan-1'])).get('fan-1')).toMatchObject({ phone });
  });

  it('waits for the morning in quiet hours, and its link with it', async () => {
    const world = aSalesWorld('2026-11-21T04:00:00.000Z');
    await world.remindMe('fan-1', { ...input, zone: 'America/New_York' });
    expect(world.made('confirm')).toMatchObject([{ state: 'scheduled', dueAt: '2026-11-21T13:00:00.000Z' }]);
    world.at('2026-11-22T12:59:00.000Z');
    expect(await world.confirm(tokenOf(world))).toBe('confirmed');
  });
});

describe('the link of a confirmation', () => {
  it('is marked as secret, so that the ledger forgets it once the message is written', async () => {
    const world = aSalesWorld(noon);
    await world.remindMe('fan-1', input);
    expect(world.made('confirm')).toMatchObject([{ secretVariables: ['url'] }]);
  });

  it('works for 24 hours, again if followed again, and never brings an old contact point back', async () => {
    const world = aSalesWorld(noon);
    await world.remindMe('fan-1', input);
    const first = tokenOf(world);
    expect(await world.confirm(first)).toBe('confirmed');
    await world.remindMe('fan-1', { ...input, phone: '+12133734999' });
    expect(await world.confirm(tokenOf(world))).toBe('confirmed');
    expect(await world.confirm(first)).toBe('confirmed');
    expect((await world.contacts.get(['fan-1'])).get('fan-1')).toMatchObject({ phone: '+12133734999' });
    world.at('2026-11-21T17:00:00.000Z');
    expect(await world.confirm(first)).toBe('unknown');
  });

  it.each(['', 'x', 'token-9999999999999999', '../../etc/passwd'])(
    'is unknown when nobody was sent it: %s',
    async (token) => {
      expect(await aSalesWorld(noon).confirm(token)).toBe('unknown');
    },
  );
});

describe('limits of opting in', () => {
  it('tell nobody whether a contact point is known: the answer is the same', async () => {
    const world = aSalesWorld(noon, { customersPerContactPoint: 1, confirmationsPerDay: 1 });
    const first = await world.remindMe('fan-1', input);
    const second = await world.remindMe('fan-2', input);
    expect(second).toEqual(first);
    expect(world.made('confirm').map(({ customerId }) => customerId)).toEqual(['fan-1']);
  });

  it('let one customer ask for ten confirmations a day, over all contact points', async () => {
    const world = aSalesWorld(noon);
    const ask = (n: number) => world.remindMe('fan-1', { ...input, phone: `+1213373425${n}` });
    for (let n = 0; n < 10; n += 1) await ask(n);
    await expect(ask(0)).rejects.toMatchObject({
      name: 'ConflictError',
      whatToDo: expect.stringContaining('tomorrow'),
    });
    world.at('2026-11-21T17:00:00.000Z');
    await ask(0);
  });

  it('hold for every order of customers: messages a day and customers never exceed them', async () => {
    const asks = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        asks,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        async (order, who, day) => {
          const world = aSalesWorld(noon, { customersPerContactPoint: who, confirmationsPerDay: day });
          await Promise.all(order.map((n) => world.remindMe(`fan-${n}`, input)));
          const sent = world.made('confirm');
          expect(new Set(sent.map(({ customerId }) => customerId)).size).toBeLessThanOrEqual(who);
          expect(sent.length).toBeLessThanOrEqual(day);
          if (order.length > 0) expect(sent.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 30 },
    );
  });
});
