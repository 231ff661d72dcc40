// Delivering at once while processes die, events come again and programs race: nothing is doubled, nothing is lost.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aDirectDelivery, anUrgentEmail, anUrgentRequest } from '../../../test/support/a-direct-delivery.ts';
import { aSendingProgram } from '../../../test/support/a-gate.ts';
import { Killed, type Killer, killer } from '../../../test/support/a-killer.ts';
import { mortal, release } from '../../../test/support/a-mortal-sender.ts';
import { senderTemplates } from '../../../test/support/a-sender.ts';
import { mostInAWindow } from '../../../test/support/most-in-a-window.ts';
import { TransientError } from '../../shared/errors.ts';
import type { Cap } from '../../shared/programs/delivery-schema.ts';
import { notificationId } from '../domain/notification/notification-id.ts';
import type { SendOutcome } from '../domain/sending/outgoing-message.ts';
import type { PolicyStore } from '../ports.ts';

const requests = [anUrgentRequest(), anUrgentEmail()];
const ids = requests.map((request) => notificationId('reminders', request));
const accepted: SendOutcome = { kind: 'accepted', providerMessageId: 'p' };

const mortalPolicies =
  ({ step }: Killer) =>
  (store: PolicyStore): PolicyStore => ({
    ...store,
    read: (keys) => step(() => store.read(keys)),
    grant: (asked) => step(() => store.grant(asked)),
    refuse: (one) => step(() => store.refuse(one)),
  });

const aMortalDelivery = async (answer: () => SendOutcome = () => accepted) => {
  const death = killer();
  const world = await aDirectDelivery({ answer, wrap: mortal(death), wrapPolicies: mortalPolicies(death) });
  const live = async (at: number): Promise<void> => {
    death.kill(at);
    await world.send(requests).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    death.revive();
  };
  /** The event comes again; then everything is due, and workers take what was left to them. */
  const goOn = async (): Promise<void> => {
    await world.send(requests);
    for (let round = 0; round < 4; round += 1) {
      world.pass(16 * 60_000);
      release(world.tables, world.clock.now().toISOString());
      await world.work();
    }
  };
  const callsOf = (id: string) => world.received().filter(({ notificationId: of }) => of === id).length;
  return { ...world, live, goOn, callsOf };
};

it.each(Array.from({ length: 30 }, (_, index) => index + 1))(
  'a death at step %i neither doubles nor loses',
  async (at) => {
    const world = await aMortalDelivery();
    await world.live(at);
    await world.goOn();
    for (const id of ids) {
      // Whoever may have been sent is not sent again; whoever surely was not has been.
      expect(world.callsOf(id)).toBeLessThanOrEqual(1);
      expect(['accepted', 'unknown']).toContain(world.stored(id).state);
      if (world.callsOf(id) === 0) expect(world.stored(id).state).toBe('unknown');
    }
  },
);

it('dying again and again changes that for nobody', async () => {
  const transient: SendOutcome = { kind: 'transient', code: 'x', message: 'x' };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
      fc.array(fc.constantFrom(accepted, transient), { maxLength: 4 }),
      async (deaths, answers) => {
        const left = [...answers];
        const world = await aMortalDelivery(() => left.shift() ?? accepted);
        for (const at of deaths) await world.live(at);
        await world.goOn();
        for (const id of ids) {
          const { state, attempts } = world.stored(id);
          // Every call is an attempt that was written down before it, and only a refused one is followed by another.
          expect(world.callsOf(id)).toBeLessThanOrEqual(attempts.length);
          const before = attempts.slice(0, -1).map(({ outcome }) => outcome);
          expect(before.every((outcome) => outcome === 'transient')).toBe(true);
          expect(['accepted', 'unknown', 'failed']).toContain(state);
          expect(state === 'failed' && left.length === 0 && answers.length < 3).toBe(false);
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('an event that comes ten times at once sends each message once', async () => {
  const world = await aDirectDelivery();
  const all = await Promise.all(Array.from({ length: 10 }, () => world.send(requests)));
  expect(all.flat().filter(({ outcome }) => outcome === 'granted')).toHaveLength(2);
  expect(world.received()).toHaveLength(2);
});

it('a table that throttles fails the event, and a later try finishes it', async () => {
  let throttled = 3;
  const world = await aDirectDelivery({
    wrapPolicies: (store) => ({
      ...store,
      grant: async (asked) => {
        throttled -= 1;
        if (throttled >= 0 && throttled % 2 === 0) throw new TransientError('throttled', { whatToDo: '' });
        return store.grant(asked);
      },
    }),
  });
  for (let attempt = 0; attempt < 3; attempt += 1) await world.send(requests).catch(() => undefined);
  expect(ids.map((id) => world.stored(id).state)).toEqual(['accepted', 'accepted']);
  expect(world.received()).toHaveLength(2);
});

const scope = fc.constantFrom<Cap['scope']>('program', 'channel', 'all');
const cap = fc.record({ scope, days: fc.constantFrom<Cap['days']>(1, 7), most: fc.integer({ min: 1, max: 3 }) });
const wish = fc.record({
  programId: fc.constantFrom('reviews', 'reminders'),
  step: fc.constantFrom('a', 'b', 'c'),
  channel: fc.constantFrom<'email' | 'sms'>('email', 'sms'),
});

/** Everything the store does starts and ends when the scheduler says so. */
const scheduled =
  (scheduler: fc.Scheduler) =>
  (store: PolicyStore): PolicyStore => {
    const slow =
      <In, Out>(call: (asked: In) => Promise<Out>) =>
      async (asked: In): Promise<Out> => {
        await scheduler.schedule(Promise.resolve());
        return scheduler.schedule(call(asked));
      };
    return { ...store, read: slow(store.read), grant: slow(store.grant), refuse: slow(store.refuse) };
  };

it('racing programs never break a cap, and send what they were granted and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      cap,
      fc.array(wish, { minLength: 2, maxLength: 6 }),
      async (scheduler, one, asked) => {
        const templates = { pinned: async () => senderTemplates };
        const world = await aDirectDelivery({
          wrap: (deps) => ({ ...deps, templates }),
          wrapPolicies: scheduled(scheduler),
        });
        const seen: number[] = [];
        const send = async ({ programId, ...about }: (typeof asked)[number]) => {
          const by = aSendingProgram(programId, { caps: [one] });
          const request = about.channel === 'email' ? anUrgentEmail(about) : anUrgentRequest(about);
          const outcomes = await world.send([request], { by });
          seen.push(mostInAWindow(one, Object.values((await world.policyOf())?.grants ?? {})));
          return outcomes;
        };
        const outcomes = (await scheduler.waitFor(Promise.all(asked.map(send)))).flat();
        expect(Math.max(...seen)).toBeLessThanOrEqual(one.most);
        const granted = outcomes.filter(({ outcome }) => outcome === 'granted').map(({ id }) => id);
        expect(new Set(granted).size).toBe(granted.length);
        const sent = [...world.tables.notifications.values()].filter(({ state }) => state === 'accepted');
        expect(Object.keys((await world.policyOf())?.grants ?? {}).sort()).toEqual([...granted].sort());
        expect(
          world
            .received()
            .map(({ notificationId: id }) => id)
            .sort(),
        ).toEqual(sent.map(({ id }) => id).sort());
      },
    ),
    { numRuns: 100 },
  );
});
