import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCallback } from '../../../test/support/a-callback.ts';
import { type Callback, hasEnded } from './callback.ts';
import { advance, type CallbackEvent, moves } from './transitions.ts';

const minute = (n: number): string => new Date(Date.UTC(2026, 10, 20, 17, n)).toISOString();
const at = fc.integer({ min: 0, max: 59 }).map(minute);
const event: fc.Arbitrary<CallbackEvent> = fc.oneof(
  fc.record({ kind: fc.constant('assigned' as const), at, agentId: fc.constantFrom('101', '102') }),
  fc.record({ kind: fc.constant('seen' as const), at }),
  fc.record({ kind: fc.constant('called' as const), at }),
  fc.record({
    kind: fc.constant('done' as const),
    at,
    outcome: fc.constantFrom('solved' as const, 'not-solved' as const),
  }),
  fc.record({ kind: fc.constant('failed' as const), at, reason: fc.constant('not-reached') }),
  fc.record({ kind: fc.constant('cancelled' as const), at, reason: fc.constant('case-closed') }),
);
const advanced = (events: readonly CallbackEvent[], from: Callback = aCallback()): Callback =>
  events.reduce((callback, each) => {
    const step = advance(callback, each);
    return step.kind === 'advanced' ? step.next : callback;
  }, from);
const rank = { requested: 0, assigned: 1, seen: 2, called: 3, cancelled: 4, failed: 5, done: 6 };

describe('a callback', () => {
  it('never goes backwards, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        let callback = aCallback();
        for (const each of events) {
          const next = advanced([each], callback);
          expect(rank[next.state]).toBeGreaterThanOrEqual(rank[callback.state]);
          if (next.state !== callback.state) expect(moves(callback.state, each.kind)).toBe(true);
          callback = next;
        }
      }),
    );
  });

  it('is the same after a webhook that comes again', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
        const callback = advanced(events);
        const last = events.at(-1) as CallbackEvent;
        expect(advance(callback, last).kind).toBe('unchanged');
      }),
    );
  });

  it('ends the same in every order in which seen, called and done may come', () => {
    const told: CallbackEvent[] = [
      { kind: 'assigned', at: minute(1), agentId: '101' },
      { kind: 'seen', at: minute(2) },
      { kind: 'called', at: minute(3) },
      { kind: 'done', at: minute(9), outcome: 'solved', compensationUsd: 10 },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(told, { minLength: 4 }), (order) => {
        const { state, date, outcome, compensationUsd, phone } = advanced(order);
        expect({ state, outcome, compensationUsd, phone }).toEqual({
          ...{ state: 'done', outcome: 'solved', compensationUsd: 10, phone: undefined },
        });
        expect(date).toMatchObject({ seen: minute(2), called: minute(3), done: minute(9) });
      }),
    );
  });

  it('keeps the first time of everything, and raises its revision with each change', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), event, (events, next) => {
        const before = advanced(events);
        const step = advance(before, next);
        if (step.kind === 'unchanged') return;
        expect(step.next.revision).toBe(before.revision + 1);
        expect(step.next.date).toMatchObject(before.date);
      }),
    );
  });

  it('has a number as long as somebody may call it, and once it has ended has to be settled', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (events) => {
        const callback = advanced(events);
        expect(callback.phone === undefined).toBe(hasEnded(callback));
        if (hasEnded(callback)) expect(callback.check?.what).toBe('settle');
      }),
    );
  });

  it('has to be settled anew when the agent reached the customer after all', () => {
    const failed = advanced([{ kind: 'failed', at: minute(6), reason: 'not-reached', outcome: 'not-reached' }]);
    const { check: _check, ...settled } = { ...failed, settledAt: minute(7) };
    const done = advanced([{ kind: 'done', at: minute(20), outcome: 'solved' }], settled);
    expect(done).toMatchObject({ state: 'done', outcome: 'solved', check: { what: 'settle', at: minute(21) } });
    expect(done).not.toHaveProperty('settledAt');
    expect(done).not.toHaveProperty('reason');
  });

  it('is looked at next for the call once it was seen, and no more once the customer was called', () => {
    const waiting = aCallback({ ticketId: '7', check: { what: 'seen', at: minute(1) } });
    const seen = advanced([{ kind: 'seen', at: minute(1) }], waiting);
    expect(seen.check).toEqual({ what: 'called', at: waiting.calledBy });
    expect(advanced([{ kind: 'called', at: minute(4) }], seen)).not.toHaveProperty('check');
    expect(advanced([{ kind: 'called', at: minute(4) }], waiting)).not.toHaveProperty('check');
  });

  it('without a ticket is still looked for one, though an agent has called', () => {
    expect(advanced([{ kind: 'called', at: minute(4) }]).check?.what).toBe('ticket');
  });
});
