import { describe, expect, it, vi } from 'vitest';
import { aDirectDelivery, anUrgentEmail, anUrgentRequest } from '../../../test/support/a-direct-delivery.ts';
import { aSendingProgram } from '../../../test/support/a-gate.ts';
import { sendingNow } from '../../../test/support/a-sender.ts';
import { TransientError } from '../../shared/errors.ts';
import type { SendOutcome } from '../domain/sending/outgoing-message.ts';
import type { PolicyStore } from '../ports.ts';
import type { SendDeps } from './sending/send-deps.ts';

const sms = anUrgentRequest();
const email = anUrgentEmail();
const seconds = (n: number): string => new Date(Date.parse(sendingNow) + n * 1_000).toISOString();
const away = async (): Promise<never> => Promise.reject(new TransientError('throttled', { whatToDo: '' }));

describe('delivering at once', () => {
  it('claims a message in the gate’s transaction, calls the provider, and keeps what it answered', async () => {
    const granted: string[] = [];
    const world = await aDirectDelivery({
      wrapPolicies: (store) => ({
        ...store,
        grant: (asked) => {
          const { state, attempts, leaseUntil } = asked.notification;
          granted.push(`${state} ${attempts.length} ${leaseUntil}`);
          return store.grant(asked);
        },
      }),
    });
    const [outcome] = await world.send([sms]);
    expect(outcome).toEqual({ id: expect.any(String), outcome: 'granted', state: 'accepted' });
    expect(granted).toEqual([`sending 1 ${seconds(60)}`]);
    expect(world.providers['end-user-messaging'].received).toMatchObject([
      { notificationId: outcome?.id, attempt: 1, to: sms.address, content: { text: 'Hi Ann' } },
    ]);
    expect(world.stored(outcome?.id ?? '')).toMatchObject({
      ...{ state: 'accepted', providerMessageId: `p-${outcome?.id}`, revision: 2 },
      attempts: [{ number: 1, provider: 'end-user-messaging', outcome: 'accepted' }],
      date: { queued: sendingNow, sending: sendingNow, accepted: sendingNow },
    });
    expect(Object.keys((await world.policyOf())?.grants ?? {})).toEqual([outcome?.id]);
    expect(world.counted).toMatchObject({ GateGranted: 1, MessagesSent: 1 });
  });

  it('makes one round trip before the provider is called when the policy is handed in', async () => {
    const done: string[] = [];
    const noting = <T extends object>(name: string, calls: T): T =>
      new Proxy(calls, {
        get: (target, key) => (asked: unknown, more: unknown) => {
          done.push(`${name}.${String(key)}`);
          return (target[key as keyof T] as (a: unknown, b: unknown) => unknown)(asked, more);
        },
      });
    const world = await aDirectDelivery({
      wrap: (deps) => ({ ...deps, ledger: noting('ledger', deps.ledger) }),
      wrapPolicies: (store) => noting('policies', store),
      answer: () => {
        done.push('provider');
        return { kind: 'accepted', providerMessageId: 'p' };
      },
    });
    await world.send([sms]);
    expect(done).toEqual(['policies.grant', 'provider', 'ledger.save']);
    done.length = 0;
    await world.send([{ ...sms, step: 'unread' }], { reading: false });
    expect(done).toEqual(['policies.read', 'policies.grant', 'provider', 'ledger.save']);
  });

  it('asks for slot, breaker and pauses beside the gate’s transaction', async () => {
    const asked = new Set<string>();
    const asking =
      <In extends unknown[], Out>(name: string, call: (...args: In) => Out) =>
      (...args: In): Out => {
        asked.add(name);
        return call(...args);
      };
    const world = await aDirectDelivery({
      wrap: (deps) => ({
        ...deps,
        rates: { 'end-user-messaging': 10 },
        limiter: { lease: asking('slot', deps.limiter.lease) },
        breakers: { ...deps.breakers, state: asking('breaker', deps.breakers.state) },
        pauseFlags: { ...deps.pauseFlags, get: asking('pause', deps.pauseFlags.get) },
      }),
      wrapPolicies: (store) => ({
        ...store,
        grant: async (one) => {
          await vi.waitFor(() => expect([...asked].sort()).toEqual(['breaker', 'pause', 'slot']));
          return store.grant(one);
        },
      }),
    });
    expect(await world.send([sms])).toMatchObject([{ state: 'accepted' }]);
  });

  it('lets the e-mail not wait for the answer to the SMS', async () => {
    let emailSent = (): void => {};
    const promise = new Promise<void>((resolve) => {
      emailSent = resolve;
    });
    const world = await aDirectDelivery({
      answer: async ({ content, notificationId }) => {
        if (content.kind === 'sms') await promise;
        else emailSent();
        return { kind: 'accepted', providerMessageId: notificationId };
      },
    });
    expect(await world.send([sms, email])).toMatchObject([{ state: 'accepted' }, { state: 'accepted' }]);
    expect(world.providers['end-user-messaging'].received).toHaveLength(1);
    expect(world.providers.ses.received).toHaveLength(1);
  });

  it('changes nothing when it is asked for the same again', async () => {
    const world = await aDirectDelivery();
    const first = await world.send([sms, email]);
    const before = structuredClone([...world.tables.notifications]);
    const again = await Promise.all([world.send([sms, email]), world.send([sms, email], { reading: false })]);
    for (const outcomes of again) expect(outcomes).toEqual(first.map(({ id }) => ({ id, outcome: 'exists' })));
    expect([...world.tables.notifications]).toEqual(before);
    expect(world.received()).toHaveLength(2);
  });

  it('is for one customer', async () => {
    const world = await aDirectDelivery();
    await expect(world.send([sms, { ...sms, customerId: 'other' }])).rejects.toMatchObject({
      name: 'InvalidInputError',
    });
    expect(await world.send([])).toEqual([]);
  });
});

describe('what may not go at once', () => {
  it.each([
    ['in quiet hours', { zone: 'Asia/Tokyo' }, { outcome: 'waiting', reason: 'quiet-hours' }],
    ['due later', { dueAt: seconds(600) }, { outcome: 'granted', dueAt: seconds(600) }],
  ])('waits as any other message: %s', async (_, overrides, expected) => {
    const world = await aDirectDelivery();
    expect(await world.send([anUrgentRequest(overrides)])).toMatchObject([{ ...expected, state: 'scheduled' }]);
    expect(world.received()).toEqual([]);
  });

  const blocked: [string, (deps: SendDeps) => Partial<SendDeps>][] = [
    [
      'no slot is near',
      () => ({
        rates: { 'end-user-messaging': 1 },
        limiter: { lease: async () => ({ kind: 'full', retryAt: Date.parse(seconds(20)) }) },
      }),
    ],
    ['slots can’t be taken', () => ({ rates: { 'end-user-messaging': 1 }, limiter: { lease: away } })],
    ['the provider’s breaker is open', ({ breakers }) => ({ breakers: { ...breakers, state: async () => 'open' } })],
    ['the breaker can’t be read', ({ breakers }) => ({ breakers: { ...breakers, state: away } })],
    [
      'the program is paused',
      ({ pauseFlags }) => ({
        pauseFlags: { ...pauseFlags, get: async () => ({ state: 'paused', at: '', by: '', reason: '' }) },
      }),
    ],
    ['nobody knows whether it is', ({ pauseFlags }) => ({ pauseFlags: { ...pauseFlags, get: away } })],
  ];
  it.each(blocked)('goes back to waiting, its attempt uncounted: %s', async (_, change) => {
    const world = await aDirectDelivery({ wrap: (deps) => ({ ...deps, ...change(deps) }) });
    const [outcome] = await world.send([sms]);
    expect(outcome).toMatchObject({ outcome: 'granted', state: 'scheduled' });
    const { heldUntil = '', attempts } = world.stored(outcome?.id ?? '');
    expect(Date.parse(heldUntil)).toBeGreaterThan(Date.parse(sendingNow));
    expect(attempts).toMatchObject([{ outcome: 'transient', code: 'no-slot' }]);
    expect(world.received()).toEqual([]);
    expect(Object.keys((await world.policyOf())?.grants ?? {})).toEqual([outcome?.id]);
  });

  it('waits for its slot when it is near', async () => {
    const world = await aDirectDelivery({ wrap: (deps) => ({ ...deps, rates: { 'end-user-messaging': 5 } }) });
    await world.send(['a', 'b', 'c'].map((step) => ({ ...sms, step })));
    const [first = 0, ...others] = world.sentAt;
    expect(others.map((at) => at - first)).toEqual([expect.closeTo(200, -2), expect.closeTo(400, -2)]);
  });

  it('is never claimed when its text can’t be written: workers say what is wrong', async () => {
    const world = await aDirectDelivery();
    const [outcome] = await world.send([anUrgentRequest({ variables: {} })]);
    expect(outcome).toMatchObject({ outcome: 'granted', state: 'queued' });
    expect(world.stored(outcome?.id ?? '').attempts).toEqual([]);
    await world.work();
    expect(world.stored(outcome?.id ?? '')).toMatchObject({ state: 'cancelled', reason: 'cannot-render' });
  });

  it('is left to the workers when its links can’t be signed', async () => {
    const world = await aDirectDelivery({ wrap: (deps) => ({ ...deps, links: { url: away } }) });
    expect(await world.send([sms])).toMatchObject([{ state: 'queued' }]);
  });
});

describe('what the provider says', () => {
  const answered: [string, SendOutcome, object][] = [
    ['transient', { kind: 'transient', code: 'x', message: 'x' }, { state: 'scheduled', heldUntil: seconds(2.5) }],
    ['no answer', { kind: 'unknown', code: 'x', message: 'x' }, { state: 'unknown' }],
    ['permanent', { kind: 'permanent', code: 'x', message: 'x', suppress: 'invalid' }, { state: 'failed' }],
  ];
  it.each(answered)('is written down as the worker does it: %s', async (_, answer, expected) => {
    const world = await aDirectDelivery({ answer: () => answer });
    const [outcome] = await world.send([sms]);
    expect(world.stored(outcome?.id ?? '')).toMatchObject(expected);
    expect(outcome?.state).toBe(world.stored(outcome?.id ?? '').state);
    expect(Object.keys((await world.policyOf())?.grants ?? {})).toHaveLength(answer.kind === 'permanent' ? 0 : 1);
    expect(world.tables.suppressions.size).toBe(answer.kind === 'permanent' ? 1 : 0);
  });

  it('is tried again by a worker, as the second attempt', async () => {
    let calls = 0;
    const world = await aDirectDelivery({
      answer: () =>
        calls++ === 0 ? { kind: 'transient', code: 'x', message: 'x' } : { kind: 'accepted', providerMessageId: 'p' },
    });
    const [outcome] = await world.send([sms]);
    const id = outcome?.id ?? '';
    world.tables.notifications.set(id, { ...world.stored(id), state: 'queued' });
    await world.work();
    expect(world.stored(id)).toMatchObject({ state: 'accepted', attempts: [{ number: 1 }, { number: 2 }] });
  });

  it('is lost when it can’t be written down: the lease tells, and nobody else is troubled', async () => {
    const world = await aDirectDelivery({
      wrap: (deps) => ({ ...deps, ledger: { ...deps.ledger, save: away } }),
    });
    const outcomes = await world.send([sms, email]);
    expect(outcomes).toMatchObject([{ state: 'sending' }, { state: 'sending' }]);
    expect(world.received()).toHaveLength(2);
  });
});

describe('a refusal', () => {
  const suppressed = async (world: Awaited<ReturnType<typeof aDirectDelivery>>) => {
    const addressHash = await world.hasher.hash('sms', sms.address);
    await world.policies.suppress({ addressHash, reason: 'stop', at: sendingNow, source: 'sms:STOP' });
  };

  it('is made for a suppressed number, though only the transaction looks', async () => {
    const world = await aDirectDelivery();
    await suppressed(world);
    expect(await world.send([sms])).toMatchObject([
      { outcome: 'refused', reason: 'suppressed:stop', state: 'suppressed' },
    ]);
    expect(world.received()).toEqual([]);
  });

  it('names the suppression and not the holdout: both groups have passed the same checks', async () => {
    const program = aSendingProgram('reminders', { holdout: { share: 0.5, salt: 's' } });
    const customers = Array.from({ length: 20 }, (_, n) => `c-${n}`);
    const world = await aDirectDelivery({ program });
    await suppressed(world);
    for (const customerId of customers) {
      const policy = await world.policyOf(customerId);
      const context = { program, templateHash: 't1', now: new Date(sendingNow), ...(policy && { policy }) };
      const [outcome] = await world.deliver([{ ...sms, customerId }], context);
      expect(outcome?.reason).toBe('suppressed:stop');
    }
  });

  it('follows what is true now, when the policy that was handed in is old', async () => {
    const leave = (store: PolicyStore): PolicyStore => {
      let left = false;
      return {
        ...store,
        grant: async (asked) => {
          if (!left) await store.setOptOut(sms.customerId, { programId: 'all', out: true });
          left = true;
          return store.grant(asked);
        },
      };
    };
    const world = await aDirectDelivery({ wrapPolicies: leave });
    expect(await world.send([sms, email])).toMatchObject([{ reason: 'opted-out' }, { reason: 'opted-out' }]);
    expect(world.received()).toEqual([]);
  });

  it('lets each message see the grants of those before it', async () => {
    const program = aSendingProgram('reminders', { caps: [{ scope: 'program', days: 1, most: 1 }] });
    const world = await aDirectDelivery({ program });
    expect(await world.send([sms, email])).toMatchObject([{ state: 'accepted' }, { reason: 'cap:program:1d' }]);
  });
});

it('waits for calls under way before it fails: nothing runs on in a frozen function', async () => {
  let answered = false;
  const world = await aDirectDelivery({
    answer: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      answered = true;
      return { kind: 'accepted', providerMessageId: 'p' };
    },
    wrapPolicies: (store) => ({
      ...store,
      grant: (asked) => (asked.notification.channel === 'email' ? away() : store.grant(asked)),
    }),
  });
  await expect(world.send([sms, email])).rejects.toMatchObject({ name: 'TransientError' });
  expect(answered).toBe(true);
  expect([...world.tables.notifications.values()]).toMatchObject([{ channel: 'sms', state: 'accepted' }]);
});
