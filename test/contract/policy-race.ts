// What no PolicyStore may let happen, however many ask at once. Waits between tries are the real ones.
import { expect, it } from 'vitest';
import { addressHasher } from '../../lambdas/delivery/adapters/address-hasher.ts';
import { memoryPauseFlags } from '../../lambdas/delivery/adapters/memory-pause-flags.ts';
import type { NotificationRequest } from '../../lambdas/delivery/domain/notification/notification.ts';
import { requestNotifications } from '../../lambdas/delivery/handlers/request-notifications.ts';
import type { PolicyStore } from '../../lambdas/delivery/ports.ts';
import type { DeliveryRules } from '../../lambdas/shared/programs/delivery-schema.ts';
import { aSendingProgram } from '../support/a-gate.ts';
import { aNotificationRequest } from '../support/a-notification-request.ts';

// Far ahead, so that on deployed tables nobody releases them, or gives their grants back, while the test looks.
const now = new Date('2056-11-20T17:00:00.000Z');
const writers = 50;
const later = { dueAt: '2056-11-20T17:30:00.000Z', expiresAt: '2056-11-20T18:00:00.000Z' };
const silent = { addDimension: () => undefined, addMetric: () => undefined };

/** @param open a store of the same tables for each writer @param prefix makes customers unique */
export const policyRace = (open: () => PolicyStore, prefix: string): void => {
  const ask = async (programId: string, rules: Partial<DeliveryRules>, request: NotificationRequest) => {
    const hasher = addressHasher(async () => 'key');
    const metrics = { singleMetric: () => silent };
    const gate = requestNotifications({ policies: open(), pauseFlags: memoryPauseFlags(), hasher, metrics });
    const [outcome] = await gate([request], { program: aSendingProgram(programId, rules), templateHash: 't', now });
    return outcome;
  };
  const grantsOf = async (customerId: string) => {
    const { policies } = await open().read({ customerIds: [customerId], addressHashes: [] });
    return policies.get(customerId)?.grants ?? {};
  };

  it('fifty writers of two programs get exactly what the cap allows; the others are told why not', async () => {
    const customerId = `${prefix}-capped`;
    const caps = [{ scope: 'all' as const, days: 7 as const, most: 5 }];
    const outcomes = await Promise.all(
      Array.from({ length: writers }, (_, n) =>
        ask(n % 2 ? 'reviews' : 'reminders', { caps }, aNotificationRequest({ ...later, customerId, step: `${n}` })),
      ),
    );
    const granted = outcomes.filter((one) => one?.outcome === 'granted').map((one) => one?.id);
    expect(granted).toHaveLength(5);
    expect(outcomes.filter((one) => one?.reason === 'cap:all:7d')).toHaveLength(writers - 5);
    expect(Object.keys(await grantsOf(customerId)).sort()).toEqual(granted.sort());
  });

  it('fifty writers without a cap all get through', async () => {
    const customerId = `${prefix}-free`;
    const outcomes = await Promise.all(
      Array.from({ length: writers }, (_, n) =>
        ask(n % 2 ? 'reviews' : 'reminders', {}, aNotificationRequest({ ...later, customerId, step: `${n}` })),
      ),
    );
    expect(outcomes.filter((one) => one?.outcome === 'granted')).toHaveLength(writers);
    expect(Object.keys(await grantsOf(customerId))).toHaveLength(writers);
  });

  it('fifty writers of one message make it once', async () => {
    const customerId = `${prefix}-once`;
    const outcomes = await Promise.all(
      Array.from({ length: writers }, () => ask('reminders', {}, aNotificationRequest({ ...later, customerId }))),
    );
    expect(outcomes.filter((one) => one?.outcome === 'granted')).toHaveLength(1);
    expect(outcomes.filter((one) => one?.outcome === 'exists')).toHaveLength(writers - 1);
    expect(Object.keys(await grantsOf(customerId))).toHaveLength(1);
  });
};
