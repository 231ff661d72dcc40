// A worker may die between any two things it does. Whatever was running then, messages are neither lost nor sent twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Killed, killer } from '../../../../test/support/a-killer.ts';
import { mortal, release } from '../../../../test/support/a-mortal-sender.ts';
import { aQueued, aSender } from '../../../../test/support/a-sender.ts';
import { isEnd } from '../../domain/notification/transitions.ts';
import type { SendOutcome } from '../../domain/sending/outgoing-message.ts';

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
