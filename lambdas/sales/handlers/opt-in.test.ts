// What a fan may do, through the resolver, over fakes. 2026-11-20 17:00Z is 9 a.m. in Los Angeles and noon in New York.
import { describe, expect, it } from 'vitest';
import { aSaleEvent, aSalesWorld } from '../../../test/support/a-sales-world.ts';

const eventId = 'Z7r9jZ1A7abc';
const phone = '+12133734253';
const sale = '2026-11-20T18:00:00.000Z';
const noon = '2026-11-20T17:00:00.000Z';
const known = { customerId: 'fan-1', phone, email: 'fan@example.com' };
const input = { eventId, preference: 'sms' };

describe('remindMe', () => {
  it('keeps the wish of the one who is signed in, whoever the arguments name', async () => {
    const world = aSalesWorld(noon);
    await world.knows(known);
    await world.remindMe('fan-1', { ...input, customerId: 'fan-2' });
    expect(await world.myReminders('fan-1')).toMatchObject({ items: [{ eventId, awaitingConfirmation: [] }] });
    expect(await world.myReminders('fan-2')).toMatchObject({ items: [] });
  });

  it('refuses who is not signed in', async () => {
    await expect(aSalesWorld(noon).remindMe(undefined, input)).rejects.toMatchObject({ name: 'InvalidInputError' });
  });

  it('takes an event that is not cached yet and has it fetched behind', async () => {
    const world = aSalesWorld(noon);
    await world.knows(known);
    await world.remindMe('fan-1', input);
    expect(world.fetched).toEqual([eventId]);
    expect(world.waiting).toEqual(['fan-1']);
  });

  it.each([
    ['an event id that cannot be one', { eventId: 'a b' }],
    ['a market without a marketplace of its own', { marketId: 'US' }],
    ['a locale that is none', { locale: 'not a locale' }],
    ['a zone nobody knows', { zone: 'Mars/Olympus' }],
    ['a number that is none', { phone: '+1555' }],
    ['a country we send no SMS to', { phone: '+998901234567' }],
    ['a country that only shares the calling code', { phone: '+18764567890' }],
    ['a premium-rate number', { phone: '+449098790000' }],
    ['a landline', { phone: '+493012345678' }],
  ])('refuses %s, and says what to do', async (_, wrong) => {
    const world = aSalesWorld(noon);
    await expect(world.remindMe('fan-1', { ...input, phone, ...wrong })).rejects.toMatchObject({
      name: 'InvalidInputError',
      whatToDo: expect.stringMatching(/\w+/),
    });
    expect(await world.myReminders('fan-1')).toMatchObject({ items: [] });
    expect(world.made('confirm')).toEqual([]);
  });

  it('asks for a contact point when none is confirmed and none is given', async () => {
    await expect(aSalesWorld(noon).remindMe('fan-1', input)).rejects.toThrow('phone: you have no confirmed one yet');
  });

  it('refuses an event that is kept quiet', async () => {
    const world = aSalesWorld(noon);
    await world.knows(known);
    await world.cache(aSaleEvent(sale, { artists: [{ artistId: 'K8vZ9171oZf', name: 'Coldplay' }] }));
    await expect(world.remindMe('fan-1', input)).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('keeps to the limit of open reminders, which a change of one of them does not touch', async () => {
    const world = aSalesWorld(noon, { remindersPerCustomer: 2 });
    await world.knows(known);
    await world.remindMe('fan-1', { ...input, eventId: 'event-1' });
    await world.remindMe('fan-1', { ...input, eventId: 'event-2' });
    await expect(world.remindMe('fan-1', { ...input, eventId: 'event-3' })).rejects.toThrow('2 open reminders');
    await world.remindMe('fan-1', { ...input, eventId: 'event-2', preference: 'email' });
    expect(await world.forgetMe('fan-1', 'event-1')).toBe(true);
    await world.remindMe('fan-1', { ...input, eventId: 'event-3' });
  });

  it('lifts what the fan had said against these messages before', async () => {
    const world = aSalesWorld(noon);
    await world.knows(known);
    const programId = 'ticket-sale-reminders';
    await world.gate.policies.setOptOut('fan-1', { programId, out: true });
    await world.remindMe('fan-1', input);
    const policy = world.gate.tables.policies.get('fan-1');
    expect(policy).toMatchObject({
      optOuts: [],
      consent: { service: { sms: { granted: true, source: 'remind-me' } } },
    });
  });
});

describe('a fan who opts in within the window', () => {
  it('still gets the message, once, also if the scheduler gets to them as well', async () => {
    const world = aSalesWorld('2026-11-20T17:41:00.000Z');
    await world.knows(known);
    await world.cache(aSaleEvent(sale));
    await world.remindMe('fan-1', { ...input, preference: 'both' });
    await world.remindMe('fan-1', { ...input, preference: 'both' });
    expect(world.made('reminder').map(({ channel, state }) => [channel, state])).toEqual([
      ['sms', 'queued'],
      ['email', 'queued'],
    ]);
  });

  it.each([
    ['before the window', '2026-11-20T17:29:59.000Z'],
    ['after the sale has begun', '2026-11-20T18:00:00.000Z'],
  ])('gets nothing at once %s', async (_, now) => {
    const world = aSalesWorld(now);
    await world.knows(known);
    await world.cache(aSaleEvent(sale));
    await world.remindMe('fan-1', input);
    expect(world.made('reminder')).toEqual([]);
  });
});

describe('a fan whose event was found after its window had begun', () => {
  it('gets the message once it is there, and no other of their wishes is touched', async () => {
    const world = aSalesWorld('2026-11-20T17:41:00.000Z');
    await world.knows(known);
    for (const id of [eventId, 'event-unknown']) await world.remindMe('fan-1', { ...input, eventId: id });
    expect(world.made('reminder')).toEqual([]);
    await world.cache(aSaleEvent(sale));
    await world.cache(aSaleEvent('2026-11-20T19:00:00.000Z', { eventId: 'event-later' }));
    await world.remindMe('fan-1', { ...input, eventId: 'event-later' });
    for (let again = 0; again < 2; again += 1) await world.late.start('fan-1');
    expect(world.made('reminder')).toMatchObject([{ subject: eventId, state: 'queued' }]);
  });
});

describe('forgetMe', () => {
  it('gives a wish up, and says whether there was one', async () => {
    const world = aSalesWorld(noon);
    await world.knows(known);
    await world.remindMe('fan-1', input);
    expect(await world.forgetMe('fan-2', eventId)).toBe(false);
    expect(await world.forgetMe('fan-1', eventId)).toBe(true);
    expect(await world.forgetMe('fan-1', eventId)).toBe(false);
    expect(await world.myReminders('fan-1')).toEqual({ items: [], nextToken: null });
  });
});

describe('myReminders', () => {
  it('pages through the fan’s own', async () => {
    const world = aSalesWorld(noon);
    await world.knows(known);
    for (const id of ['event-1', 'event-2', 'event-3']) await world.remindMe('fan-1', { ...input, eventId: id });
    const first = (await world.myReminders('fan-1', { limit: 2 })) as { items: unknown[]; nextToken: string };
    expect(first.items).toHaveLength(2);
    const second = await world.myReminders('fan-1', { limit: 2, nextToken: first.nextToken });
    expect(second).toMatchObject({ items: [{ eventId: 'event-3' }], nextToken: null });
  });
});
