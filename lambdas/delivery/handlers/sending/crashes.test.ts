// A worker may die between any two things it does. Whatever was running then, messages are neither lost nor sent twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aQueued, aSender } from '../../../../test/support/a-sender.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { advance, isEnd } from '../../domain/notification/transitions.ts';
import type { SendOutcome } from '../../domain/sending/outgoing-message.ts';
import type { SendDeps } from './send-deps.ts';

class Killed extends Error {}

/** Counts what the worker does outside itself, and dies before or after one of these steps; then nothing works. */
const killer = () => {
  let steps = 0;
  let at = Number.POSITIVE_INFINITY;
  let dead = false;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed();
    steps += 1;
    if (steps === at) dead = true;
    if (dead) throw new Killed();
    const result = await work();
    steps += 1;
    if (steps === at) dead = true;
    // What was asked for has happened, but nobody is left to hear the answer.
    if (dead) throw new Killed();
    return result;
  };
  const kill = (when: number) => {
    [steps, at, dead] = [0, when, false];
  };
  return { step, kill, died: () => dead, revive: () => kill(Number.POSITIVE_INFINITY) };
};
type Killer = ReturnType<typeof killer>;

const mortal =
  ({ step }: Killer) =>
  (deps: SendDeps): SendDeps => {
    const { ledger, policies, breakers, limiter, providers } = deps;
    const provider = (name: keyof typeof providers) => ({
      name,
      send: (message: Parameters<(typeof providers)['ses']['send']>[0]) => step(() => providers[name].send(message)),
    });
    return {
      ...deps,
      ledger: {
        get: (id) => step(() => ledger.get(id)),
        getMany: (ids) => step(() => ledger.getMany(ids)),
        save: (next, options) => step(() => ledger.save(next, options)),
      },
      policies: {
        read: (keys) => step(() => policies.read(keys)),
        suppress: (suppression) => step(() => policies.suppress(suppression)),
      },
      breakers: {
        state: (name, now) => step(() => breakers.state(name, now)),
        report: (name, outcome, now) => step(() => breakers.report(name, outcome, now)),
      },
      limiter: { lease: (request) => step(() => limiter.lease(request)) },
      rates: { 'end-user-messaging': 1_000 },
      providers: {
        ses: provider('ses'),
        'end-user-messaging': provider('end-user-messaging'),
        'sms-service': provider('sms-service'),
      },
    };
  };

/** The releaser, at a time when every lease is over and every wait has ended. */
const release = (tables: { notifications: Map<string, Notification> }, now: string): void => {
  for (const [id, seen] of tables.notifications) {
    const advanced = advance(seen, { kind: 'release', dueBy: now }, now);
    if (advanced.kind === 'advanced') tables.notifications.set(id, advanced.next);
  }
};

const answers: Record<string, SendOutcome> = {
  accepted: { kind: 'accepted', providerMessageId: 'p1' },
  permanent: { kind: 'permanent', code: '21211', message: 'x', suppress: 'invalid' },
  unknown: { kind: 'unknown', code: 'TimeoutError', message: 'x' },
};
const expiresAt = '2026-11-23T17:00:00.000Z';
const steps = 40;

describe.each(Object.entries(answers))('a worker that dies while the provider answers %s', (kind, outcome) => {
  it.each(Array.from({ length: steps }, (_, index) => index + 1))('at step %i', async (at) => {
    const death = killer();
    const batch = Array.from({ length: 3 }, (_, n) => aQueued({ addressHash: `h${n}`, expiresAt }));
    const sender = await aSender(batch, { answer: () => outcome, wrap: mortal(death) });
    death.kill(at);
    await sender.work().catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    const died = death.died();
    death.revive();
    sender.pass(16 * 60_000);
    release(sender.tables, sender.clock.now().toISOString());
    await sender.work();
    const callsOf = (id: string) => sender.received().filter(({ notificationId }) => notificationId === id);
    for (const { id } of batch) {
      const { state, attempts } = sender.stored(id);
      // Never twice; and whoever was called at all is known to have been tried.
      expect(callsOf(id).length).toBeLessThanOrEqual(1);
      expect(attempts).toHaveLength(1);
      expect(isEnd(state) || ['accepted', 'unknown'].includes(state)).toBe(true);
      if (!died) expect(state).toBe(kind === 'permanent' ? 'failed' : kind);
    }
  });
});

it('loses and doubles nothing when workers die again and again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }), async (deaths) => {
      const death = killer();
      const batch = Array.from({ length: 5 }, (_, n) => aQueued({ addressHash: `h${n}`, expiresAt }));
      const sender = await aSender(batch, { wrap: mortal(death) });
      for (const at of [...deaths, Number.POSITIVE_INFINITY]) {
        death.kill(at);
        await sender.work().catch(() => undefined);
        death.revive();
        sender.pass(16 * 60_000);
        release(sender.tables, sender.clock.now().toISOString());
      }
      await sender.work();
      for (const { id } of batch) {
        expect(sender.received().filter(({ notificationId }) => notificationId === id).length).toBeLessThanOrEqual(1);
        expect(['accepted', 'unknown']).toContain(sender.stored(id).state);
      }
    }),
    { numRuns: 40 },
  );
});
