import { describe, expect, it } from 'vitest';
import { aGate, aSendingProgram } from '../../../test/support/a-gate.ts';
import { aNotificationRequest } from '../../../test/support/a-notification-request.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import type { PolicyStore } from '../ports.ts';

const now = new Date('2026-11-20T17:00:00.000Z');
const program = aSendingProgram('reminders');
const context = { program, templateHash: 't1', now };
const later = '2026-11-20T17:20:00.000Z';
const once = aNotificationRequest();

describe('asking to notify', () => {
  it('makes a message that may go now queued, and one that is due later scheduled', async () => {
    const { request, tables } = aGate();
    const outcomes = await request([once, { ...once, step: 'second', dueAt: later }], context);
    expect(outcomes).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{32}$/), outcome: 'granted' },
      { id: expect.any(String), outcome: 'granted', dueAt: later },
    ]);
    const [first, second] = outcomes.map(({ id }) => tables.notifications.get(id));
    expect(first).toMatchObject({
      ...once,
      ...{ programId: 'reminders', programHash: 'h1', templateHash: 't1', purpose: 'service', priority: 'normal' },
      ...{ state: 'queued', provider: 'end-user-messaging', dueAt: now.toISOString(), attempts: [], revision: 1 },
      ...{ createdAt: now.toISOString(), updatedAt: now.toISOString(), date: { queued: now.toISOString() } },
    });
    expect(second).toMatchObject({ state: 'scheduled', dueAt: later, date: { scheduled: now.toISOString() } });
    const grants = tables.policies.get(once.customerId)?.grants;
    expect(Object.values(grants ?? {}).map(({ at }) => at)).toEqual([now.toISOString(), later]);
  });

  it('gives the same message the same id, changed number or not, and any other another', async () => {
    const { request } = aGate();
    const [first] = await request([once], context);
    const again = [
      { ...once, address: '+12025550199' },
      { ...once, step: 'x' },
      { ...once, occasion: 'x' },
    ];
    const [same, ...others] = await request([...again, { ...once, customerId: 'x' }], context);
    expect(same).toEqual({ id: first?.id, outcome: 'exists' });
    expect(new Set([first, ...others].map((one) => one?.id)).size).toBe(4);
  });

  it('answers in input order, for many customers at once', async () => {
    const { request, policies } = aGate();
    await policies.setOptOut('customer-40', { programId: 'all', out: true });
    const requests = Array.from({ length: 120 }, (_, n) => ({
      ...once,
      customerId: `customer-${n % 60}`,
      step: `${n}`,
    }));
    const outcomes = await request(requests, context);
    expect(outcomes.flatMap(({ outcome }, n) => (outcome === 'refused' ? [n] : []))).toEqual([40, 100]);
  });

  it('lets each of a customer’s messages see the grants of those before it', async () => {
    const { request } = aGate();
    const capped = aSendingProgram('reminders', { caps: [{ scope: 'program', days: 1, most: 2 }] });
    const three = ['a', 'b', 'c'].map((step) => ({ ...once, step }));
    const outcomes = await request(three, { ...context, program: capped });
    expect(outcomes.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['granted', 'granted', 'cap:program:1d']);
  });
});

describe('a refusal', () => {
  it('is a record with its reason, and takes no cap', async () => {
    const { request, policies, tables } = aGate();
    await policies.setOptOut(once.customerId, { programId: 'all', out: true });
    const [outcome] = await request([once], context);
    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'opted-out' });
    expect(tables.notifications.get(outcome?.id ?? '')).toMatchObject({
      ...{ state: 'suppressed', reason: 'opted-out', date: { suppressed: now.toISOString() } },
    });
    expect(tables.policies.get(once.customerId)?.grants).toEqual({});
  });

  it('is made for a suppressed contact point, however its address is written', async () => {
    const { request, policies, hasher } = aGate();
    const addressHash = await hasher.hash('email', 'fan@example.com');
    await policies.suppress({ addressHash, reason: 'complaint', at: later, source: 'ses' });
    const mail = { ...once, channel: 'email' as const, address: ' Fan@Example.com ' };
    expect((await request([mail], context))[0]).toMatchObject({ reason: 'suppressed:complaint' });
  });

  it('may be followed by a grant when the customer changes their mind', async () => {
    const { request, policies } = aGate();
    await policies.setOptOut(once.customerId, { programId: 'all', out: true });
    await request([once], context);
    await policies.setOptOut(once.customerId, { programId: 'all', out: false });
    expect((await request([once], context))[0]).toMatchObject({ outcome: 'granted' });
  });

  it('names a marketplace that nobody knows, and stops nobody else’s message', async () => {
    const outcomes = await aGate().request(
      [
        { ...once, marketplace: 'XX' },
        { ...once, step: 'b' },
      ],
      context,
    );
    expect(outcomes).toMatchObject([{ reason: 'unknown-marketplace' }, { outcome: 'granted' }]);
  });
});

describe('a wait', () => {
  it('is scheduled with its time and reason', async () => {
    const { request, tables } = aGate();
    const night = new Date('2026-11-20T03:00:00.000Z');
    const [outcome] = await request([{ ...once, expiresAt: '2026-11-21T00:00:00.000Z' }], { ...context, now: night });
    const dueAt = '2026-11-20T13:00:00.000Z';
    expect(outcome).toMatchObject({ outcome: 'waiting', reason: 'quiet-hours', dueAt });
    expect(tables.notifications.get(outcome?.id ?? '')).toMatchObject({
      state: 'scheduled',
      dueAt,
      reason: 'quiet-hours',
    });
  });

  it('is what a pause of the program makes of it; a stopped campaign refuses', async () => {
    const { request, pauseFlags } = aGate();
    const flag = { at: later, by: 'operator', reason: 'why' };
    await pauseFlags.set('program#reminders', { state: 'paused', ...flag });
    await pauseFlags.set('campaign#over', { state: 'stopped', ...flag });
    const outcomes = await request([once, { ...once, step: 'b', campaignId: 'over' }], context);
    expect(outcomes).toMatchObject([
      { outcome: 'waiting', reason: 'paused', dueAt: '2026-11-20T17:05:00.000Z' },
      { outcome: 'refused', reason: 'stopped' },
    ]);
  });
});

describe('when the facts change between reading and writing', () => {
  /** A store whose first grants meet something that happened just before. */
  const disturbed = (times: number, disturb: (store: PolicyStore) => Promise<void>) =>
    aGate((store) => {
      let left = times;
      const grant: PolicyStore['grant'] = async (asked) => {
        if (left-- > 0) await disturb(store);
        return store.grant(asked);
      };
      return { ...store, grant };
    });

  it('decides again on what is true now', async () => {
    const { request } = disturbed(1, (store) =>
      store.setOptOut(once.customerId, { programId: 'reminders', out: true }),
    );
    expect((await request([once], context))[0]).toMatchObject({ outcome: 'refused', reason: 'opted-out' });
  });

  it('sees a contact point that was suppressed meanwhile', async () => {
    const suppress = async (store: PolicyStore) => {
      const addressHash = await aGate().hasher.hash('sms', once.address);
      await store.suppress({ addressHash, reason: 'stop', at: later, source: 'sms:STOP' });
    };
    const { request } = disturbed(1, suppress);
    expect((await request([once], context))[0]).toMatchObject({ outcome: 'refused', reason: 'suppressed:stop' });
  });

  it('gives up after a dozen tries, as something that passes', async () => {
    const touch = (store: PolicyStore) => store.setOptOut(once.customerId, { programId: 'other', out: true });
    expect((await disturbed(11, touch).request([once], context))[0]).toMatchObject({ outcome: 'granted' });
    await expect(disturbed(12, touch).request([once], context)).rejects.toMatchObject({ name: 'TransientError' });
  });
});

describe('beside the real thing', () => {
  it('a test message takes no cap, and is counted nowhere', async () => {
    const { request, tables, counted } = aGate();
    const [outcome] = await request([once], { ...context, test: true });
    expect(tables.notifications.get(outcome?.id ?? '')).toMatchObject({ state: 'queued', test: true });
    expect(tables.policies.size).toBe(0);
    expect(counted).toEqual([]);
  });

  it('a dry run decides, caps and all, and writes nothing', async () => {
    const { request, tables, counted } = aGate();
    const capped = aSendingProgram('reminders', { caps: [{ scope: 'program', days: 1, most: 1 }] });
    const outcomes = await request([once, { ...once, step: 'b' }], { ...context, program: capped, dryRun: true });
    expect(outcomes).toMatchObject([{ outcome: 'granted' }, { outcome: 'refused', reason: 'cap:program:1d' }]);
    expect([tables.notifications.size, tables.policies.size, counted.length]).toEqual([0, 0, 0]);
  });

  it('decisions are counted by outcome and reason', async () => {
    const { request, policies, counted } = aGate();
    await policies.setOptOut('left', { programId: 'all', out: true });
    await request([once], context);
    counted.length = 0;
    await request([once, { ...once, customerId: 'left' }, { ...once, step: 'b' }, { ...once, step: 'c' }], context);
    expect(counted).toEqual([
      { name: 'GateExists', value: 1, program: 'reminders' },
      { name: 'GateRefused_opted-out', value: 1, program: 'reminders' },
      { name: 'GateGranted', value: 2, program: 'reminders' },
    ]);
  });

  it('a program that writes to nobody is an error', async () => {
    const { delivery: _, ...silent } = aPinnedProgram().program;
    const asked = aGate().request([once], { ...context, program: { ...aPinnedProgram(), program: silent } });
    await expect(asked).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
});
