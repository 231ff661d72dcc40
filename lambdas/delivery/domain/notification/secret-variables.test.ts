import { expect, it } from 'vitest';
import { aNotification } from '../../../../test/support/a-notification.ts';
import type { NotificationEvent } from './notification-event.ts';
import { advance } from './transitions.ts';

const now = '2026-11-20T12:00:00.000Z';
const variables = { eventName: 'Beyoncé', url: 'https://pages.example/confirm/token' };
const secret = { variables, secretVariables: ['url'] };
const afterwards = (event: NotificationEvent, seen: Parameters<typeof aNotification>[0]) => {
  const result = advance(aNotification({ ...secret, ...seen }), event, now);
  if (result.kind !== 'advanced') throw new Error(`${event.kind}: ${result.kind}`);
  return { state: result.next.state, variables: result.next.variables };
};

it('keeps what only the message may say for as long as it may have to be written', () => {
  const hold: NotificationEvent = { kind: 'hold', until: '2026-11-20T13:00:00.000Z', reason: 'paused' };
  expect(afterwards(hold, { state: 'queued' })).toEqual({ state: 'scheduled', variables });
});

it.each(['suppressed', 'expired', 'cancelled'] as const)('forgets it when the message is %s', (to) => {
  const refuse: NotificationEvent = { kind: 'refuse', to, reason: 'for-a-test' };
  expect(afterwards(refuse, { state: 'queued' })).toEqual({ state: to, variables: { eventName: 'Beyoncé' } });
});

it('forgets it when nobody knows whether it was sent: it is never sent again', () => {
  const sending = { state: 'sending' as const, attempts: [{ number: 1, provider: 'ses' as const, startedAt: now }] };
  const noAnswer: NotificationEvent = { kind: 'no-answer', attempt: 1, code: 'timeout', message: 'none' };
  expect(afterwards(noAnswer, sending)).toEqual({ state: 'unknown', variables: { eventName: 'Beyoncé' } });
});

it('forgets it when the carrier has told of it before the provider has answered', () => {
  const receipt = { provider: 'end-user-messaging', status: 'delivered', at: now, attempt: 1 } as never;
  const sending = { state: 'sending' as const, attempts: [{ number: 1, provider: 'ses' as const, startedAt: now }] };
  const told = afterwards({ kind: 'receipt', receipt }, sending);
  expect(told).toEqual({ state: 'delivered', variables: { eventName: 'Beyoncé' } });
});

it('leaves messages without secrets as they are', () => {
  const { secretVariables: _, ...plain } = aNotification({ ...secret, state: 'queued' });
  const result = advance(plain, { kind: 'refuse', to: 'expired', reason: 'expired' }, now);
  expect(result).toMatchObject({ next: { variables } });
});
