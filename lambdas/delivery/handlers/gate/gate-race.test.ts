// Several programs at one customer at once: every interleaving of their reads and writes that fast-check can think of.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aGate, aSendingProgram } from '../../../../test/support/a-gate.ts';
import { aNotificationRequest } from '../../../../test/support/a-notification-request.ts';
import { mostInAWindow } from '../../../../test/support/most-in-a-window.ts';
import type { Cap, DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import { memoryNotificationLedger } from '../../adapters/memory-notification-ledger.ts';
import type { PolicyItem } from '../../domain/policy/policy-item.ts';
import type { PolicyStore } from '../../ports.ts';

const now = new Date('2026-11-20T17:00:00.000Z');
const customerId = 'customer-1';

const scope = fc.constantFrom<Cap['scope']>('program', 'channel', 'all');
const cap = fc.record({ scope, days: fc.constantFrom<Cap['days']>(1, 7), most: fc.integer({ min: 1, max: 3 }) });
// Every program keeps the same caps: what one of them does not know of it can't keep.
const caps = fc.array(cap, { minLength: 1, maxLength: 2 });
type Wish = { programId: string; step: string; channel: 'email' | 'sms'; inHours: number; cancelled: boolean };
// Few steps and programs, so that the same message is asked for at once by several callers.
const wish: fc.Arbitrary<Wish> = fc.record({
  programId: fc.constantFrom('reviews', 'reminders'),
  step: fc.constantFrom('a', 'b', 'c'),
  channel: fc.constantFrom<'email' | 'sms'>('email', 'sms'),
  inHours: fc.constantFrom(0, 20, 30, 100),
  cancelled: fc.boolean(),
});
const wishes = fc.array(wish, { minLength: 2, maxLength: 6 });

const requestOf = ({ step, channel, inHours }: Wish) =>
  aNotificationRequest({
    ...{ customerId, step, channel, zone: 'America/New_York', expiresAt: '2026-12-20T00:00:00.000Z' },
    dueAt: new Date(now.getTime() + inHours * 3_600_000).toISOString(),
  });

/** A store whose every call starts and ends when the scheduler says so. */
const scheduled = (store: PolicyStore, scheduler: fc.Scheduler): PolicyStore => {
  const slow =
    <In, Out>(call: (asked: In) => Promise<Out>) =>
    async (asked: In): Promise<Out> => {
      await scheduler.schedule(Promise.resolve());
      return scheduler.schedule(call(asked));
    };
  return { ...store, read: slow(store.read), grant: slow(store.grant), refuse: slow(store.refuse) };
};

const race = async (scheduler: fc.Scheduler, rules: Partial<DeliveryRules>, asked: readonly Wish[]) => {
  const gate = aGate((store) => scheduled(store, scheduler));
  const ledger = memoryNotificationLedger(gate.tables);
  const grantsNow = () => (gate.tables.policies.get(customerId) as PolicyItem | undefined)?.grants ?? {};
  const seen: PolicyItem['grants'][] = [];
  const outcomes = await scheduler.waitFor(
    Promise.all(
      asked.map(async (one) => {
        const program = aSendingProgram(one.programId, rules);
        const [outcome] = await gate.request([requestOf(one)], { program, templateHash: 't', now });
        seen.push(grantsNow());
        const stored = await ledger.get(outcome?.id ?? '');
        if (one.cancelled && outcome?.outcome === 'granted' && stored)
          await ledger.save({ ...stored, state: 'cancelled', revision: stored.revision + 1 }, { returnGrant: true });
        return outcome;
      }),
    ),
  );
  return { outcomes, seen, grants: grantsNow(), notifications: [...gate.tables.notifications.values()] };
};

it('never breaks a cap, never grants one message twice, and adds up when grants come back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), caps, wishes, async (scheduler, rules, asked) => {
      const { outcomes, seen, grants, notifications } = await race(
        scheduler,
        { caps: rules, quietHours: 'pass' },
        asked,
      );
      for (const one of rules)
        for (const state of seen) expect(mostInAWindow(one, Object.values(state))).toBeLessThanOrEqual(one.most);
      const granted = outcomes.flatMap((one) => (one?.outcome === 'granted' ? [one.id] : []));
      expect(new Set(granted).size).toBe(granted.length);
      const alive = notifications.filter(({ state }) => state === 'queued' || state === 'scheduled');
      expect(Object.keys(grants).sort()).toEqual(alive.map(({ id }) => id).sort());
    }),
    { numRuns: 300 },
  );
});

it('grants as many as the cap allows when all fit its window', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 6 }), async (scheduler, most) => {
      const asked = Array.from({ length: 6 }, (_, n) => ({
        ...{ programId: n % 2 ? 'reviews' : 'reminders', step: `${n}`, channel: 'sms' as const, inHours: 0 },
        cancelled: false,
      }));
      const { grants, outcomes } = await race(scheduler, { caps: [{ scope: 'all', days: 1, most }] }, asked);
      expect(Object.keys(grants)).toHaveLength(most);
      expect(outcomes.filter((one) => one?.reason === 'cap:all:1d')).toHaveLength(6 - most);
    }),
    { numRuns: 100 },
  );
});
