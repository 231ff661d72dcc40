import { expect, it } from 'vitest';
import { aNotification } from '../../../test/support/a-notification.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { fixedClock } from '../../shared/clock.ts';
import type { DeliveryRules } from '../../shared/programs/delivery-schema.ts';
import { memoryDeliveryTables } from '../adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../adapters/memory-notification-ledger.ts';
import { memoryPolicyStore } from '../adapters/memory-policy-store.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { replayFailed } from './replay-failed.ts';

const delivery: DeliveryRules = {
  purpose: 'service',
  priority: 'normal',
  quietHours: 'wait',
  caps: [],
  expiresAfterHours: 1,
  smsParts: 2,
};
const program = aPinnedProgram({ delivery });
const { programId } = program.program;

it('replays what failed in a new round through the gate; never what is unknown, nor what the gate refuses', async () => {
  const tables = memoryDeliveryTables();
  const attempts = [1, 2, 3].map((number) => ({
    number,
    provider: 'sms-service' as const,
    startedAt: '2026-11-20T15:00:00.000Z',
  }));
  const one = (id: string, overrides: Partial<Notification>) =>
    aNotification({ id, programId, attempts, expiresAt: '2026-11-22T00:00:00.000Z', ...overrides });
  const stored = [
    one('1a', { state: 'failed' }),
    one('2a', { state: 'unknown' }),
    one('3a', { state: 'unconfirmed' }),
    one('4a', { state: 'failed', addressHash: 'dead' }),
  ];
  for (const notification of stored) tables.notifications.set(notification.id, notification);
  const policies = memoryPolicyStore(tables);
  await policies.suppress({
    addressHash: 'dead',
    reason: 'bounce',
    at: '2026-11-20T00:00:00.000Z',
    source: 'ses',
  });
  const replay = replayFailed({
    ledger: memoryNotificationLedger(tables),
    policies,
    pauseFlags: { get: async () => undefined },
    programs: { current: async () => program },
    clock: fixedClock('2026-11-21T17:00:00.000Z'),
  });
  const period = { programId, from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' };
  expect(await replay(period)).toEqual({ replayed: 1, refused: [{ name: 'suppressed:bounce', count: 1 }] });
  expect(tables.notifications.get('1a')).toMatchObject({ state: 'queued', round: 2, revision: 2, attempts });
  expect([...tables.notifications.values()].map(({ state }) => state)).toEqual([
    'queued',
    'unknown',
    'unconfirmed',
    'failed',
  ]);
  expect(Object.keys(tables.policies.get('customer-1')?.grants ?? {})).toEqual(['1a']);
});
