import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aNotification } from '../../../../test/support/a-notification.ts';
import {
  eventTime as at,
  notificationEvents as events,
  receiptsOf as receipts,
} from '../../../../test/support/notification-events.ts';
import type { Receipt } from '../receipts/receipt.ts';
import type { Notification } from './notification.ts';
import type { NotificationEvent } from './notification-event.ts';
import { attemptsOfRound } from './provider-answers.ts';
import { maxAttempts } from './retry.ts';
import { advance, isEnd, wasAccepted } from './transitions.ts';

/** Every step that was taken: before, event, after, and whether the grant came back. */
const walk = (list: readonly NotificationEvent[]) => {
  const steps: { seen: Notification; event: NotificationEvent; next: Notification; returnGrant: boolean }[] = [];
  let seen = aNotification();
  for (const [index, event] of list.entries()) {
    const advanced = advance(seen, event, at(index * 600));
    if (advanced.kind !== 'advanced') continue;
    steps.push({ seen, event, ...advanced });
    seen = advanced.next;
  }
  return steps;
};
const walks = fc.array(events, { minLength: 1, maxLength: 25 }).map(walk);

describe('advance', () => {
  it('leaves an end only by a replay of what failed, or for the carrier’s word that it arrived after all', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        for (const { seen, event, next } of steps.filter((step) => isEnd(step.seen.state))) {
          if (next.state === seen.state) continue;
          expect(seen.state).toBe('failed');
          expect(event.kind === 'replay' || (event.kind === 'receipt' && next.state === 'delivered')).toBe(true);
        }
      }),
    );
  });

  it('makes at most three attempts a round, numbers them apart and loses none', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        for (const { seen, next } of steps) {
          expect(attemptsOfRound(next).length).toBeLessThanOrEqual(maxAttempts);
          expect(next.attempts.slice(0, seen.attempts.length).map(({ number }) => number)).toEqual(
            seen.attempts.map(({ number }) => number),
          );
          expect(new Set(next.attempts.map(({ number }) => number)).size).toBe(next.attempts.length);
          expect(next.revision).toBe(seen.revision + 1);
        }
      }),
    );
  });

  it('returns the grant exactly when it ends unsent and no provider ever accepted it', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        for (const { seen, next, returnGrant } of steps) {
          const ends = !isEnd(seen.state) && ['failed', 'expired', 'suppressed', 'cancelled'].includes(next.state);
          expect(returnGrant).toBe(ends && !wasAccepted(next));
        }
      }),
    );
  });

  it('keeps the first date of each state', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        for (const { seen, next, event } of steps)
          if (event.kind !== 'receipt') expect(next.date).toMatchObject(seen.date);
      }),
    );
  });

  it('never sends again what is unknown', () => {
    const unknown = aNotification({ state: 'unknown', attempts: [{ number: 1, provider: 'ses', startedAt: at(0) }] });
    fc.assert(
      fc.property(events, (event) => {
        const advanced = advance(unknown, event, at(1));
        if (advanced.kind === 'advanced')
          expect(['unknown', 'accepted', 'sent', 'delivered', 'failed', 'unconfirmed']).toContain(advanced.next.state);
      }),
    );
  });
});

describe('receipts', () => {
  const attempts = [1, 2].map((number) => ({ number, provider: 'sms-service' as const, startedAt: at(number) }));
  const states = fc.constantFrom<Notification['state'][]>(
    'scheduled',
    'queued',
    'sending',
    'unknown',
    'accepted',
    'sent',
  );
  const merged = (seen: Notification, list: readonly Receipt[]): Notification => {
    let one = seen;
    for (const receipt of list) {
      const advanced = advance(one, { kind: 'receipt', receipt }, at(9));
      if (advanced.kind === 'advanced') one = advanced.next;
    }
    return { ...one, revision: 0, updatedAt: '' };
  };

  it('give the same record in any order and however often they are repeated', () => {
    const told = fc
      .array(receipts(2), { minLength: 1, maxLength: 6 })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
      );
    fc.assert(
      fc.property(states, told, (state, [list, again]) => {
        const seen = aNotification({ state, attempts, date: { queued: at(0) }, stateSince: at(0) });
        expect(merged(seen, again)).toEqual(merged(seen, list));
      }),
      { numRuns: 500 },
    );
  });

  it('may be faster than the provider’s answer', () => {
    const sending = aNotification({ state: 'sending', attempts: attempts.slice(0, 1) });
    const receipt: Receipt = { provider: 'sms-service', attempt: 1, status: 'delivered', at: at(2) };
    const delivered = merged(sending, [receipt]);
    const answered = advance(delivered, { kind: 'accepted', attempt: 1, providerMessageId: 'm' }, at(3));
    expect(answered).toMatchObject({
      kind: 'advanced',
      next: { state: 'delivered', providerMessageId: 'm', date: { accepted: at(3), delivered: at(2) } },
    });
  });

  it('of an earlier round don’t end a replay, unless it did arrive', () => {
    const replayed = aNotification({ round: 2, attempts: attempts.slice(0, 1) });
    const receipt: Receipt = { provider: 'sms-service', attempt: 1, status: 'failed', at: at(2) };
    expect(merged(replayed, [receipt]).state).toBe('queued');
    expect(merged(replayed, [{ ...receipt, status: 'delivered' }]).state).toBe('delivered');
  });
});
