// Send workers over in-memory tables, in real time, and a provider that notes when it was called.
import { setTimeout as wait } from 'node:timers/promises';
import { memoryBreakers } from '../../../lambdas/delivery/adapters/memory-breakers.ts';
import { memoryDeliveryTables } from '../../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../../../lambdas/delivery/adapters/memory-notification-ledger.ts';
import { memoryPauseFlags } from '../../../lambdas/delivery/adapters/memory-pause-flags.ts';
import { memoryPolicyStore } from '../../../lambdas/delivery/adapters/memory-policy-store.ts';
import { memoryProvider } from '../../../lambdas/delivery/adapters/memory-provider.ts';
import { memoryRateLimiter } from '../../../lambdas/delivery/adapters/memory-rate-limiter.ts';
import { memoryTemplateStore } from '../../../lambdas/delivery/adapters/memory-template-store.ts';
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { createSendMessage } from '../../../lambdas/delivery/handlers/send-message.ts';
import type { SendDeps } from '../../../lambdas/delivery/handlers/sending/send-deps.ts';
import { systemClock } from '../../../lambdas/shared/clock.ts';
import type { AnyProgram } from '../../../lambdas/shared/programs/any-program.ts';
import { memoryProgramStore } from '../../../lambdas/shared/programs/memory-program-store.ts';
import { loadTemplates } from './one-text.ts';

/** How long a provider takes to answer. */
const answerMs = 30;
const noMetrics = { singleMetric: () => ({ addDimension: () => undefined, addMetric: () => undefined }) };

/** @returns a worker's door, and when the provider was called (epoch ms) */
export const limitedWorkers = async (queued: readonly Notification[], perSecond: number) => {
  const { program, templates } = loadTemplates();
  const tables = memoryDeliveryTables();
  for (const one of queued) tables.notifications.set(one.id, one);
  const programs = memoryProgramStore<AnyProgram>([]);
  await programs.pin(program);
  const store = memoryTemplateStore([]);
  await store.pin(templates);
  const calledAt: number[] = [];
  const provider = memoryProvider('end-user-messaging', async ({ notificationId }) => {
    calledAt.push(Date.now());
    await wait(answerMs);
    return { kind: 'accepted', providerMessageId: notificationId };
  });
  const deps: SendDeps = {
    ...{ ledger: memoryNotificationLedger(tables), policies: memoryPolicyStore(tables) },
    ...{ pauseFlags: memoryPauseFlags(), programs, templates: store, limiter: memoryRateLimiter() },
    rates: { 'end-user-messaging': perSecond },
    ...{ breakers: memoryBreakers(), clock: systemClock, random: Math.random, timeTravel: true },
    providers: { ses: provider, 'end-user-messaging': provider, 'sms-service': provider },
    sleep: async (ms) => void (await wait(ms)),
    links: { url: async ({ notificationId }) => `https://pages.example/${notificationId}` },
  };
  const send = createSendMessage({ ...deps, metrics: noMetrics });
  const work = (ids: readonly string[]) =>
    send(
      { Records: ids.map((id) => ({ messageId: id, body: JSON.stringify({ notificationId: id }) })) },
      { getRemainingTimeInMillis: () => 600_000 },
    );
  return { work, calledAt, accepted: () => [...tables.notifications.values()].filter((n) => n.state === 'accepted') };
};
