// A send worker over fakes and virtual time.
import { memoryBreakers } from '../../lambdas/delivery/adapters/memory-breakers.ts';
import { memoryDeliveryTables } from '../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../../lambdas/delivery/adapters/memory-notification-ledger.ts';
import { memoryPauseFlags } from '../../lambdas/delivery/adapters/memory-pause-flags.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import { memoryProvider } from '../../lambdas/delivery/adapters/memory-provider.ts';
import { memoryRateLimiter } from '../../lambdas/delivery/adapters/memory-rate-limiter.ts';
import { memoryTemplateStore } from '../../lambdas/delivery/adapters/memory-template-store.ts';
import type { Notification } from '../../lambdas/delivery/domain/notification/notification.ts';
import type { SendOutcome } from '../../lambdas/delivery/domain/sending/outgoing-message.ts';
import type { TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { createSendMessage } from '../../lambdas/delivery/handlers/send-message.ts';
import type { SendDeps } from '../../lambdas/delivery/handlers/sending/send-deps.ts';
import type { OutgoingMessage } from '../../lambdas/delivery/ports.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import { aDraftNotification } from './a-draft-notification.ts';
import { aSendingProgram } from './a-gate.ts';
import { virtualTime } from './virtual-time.ts';

export const sendingNow = '2026-11-20T17:00:00.000Z';

/** Says "Hi <name>" by SMS and e-mail. */
export const senderTemplates: TemplateSet = {
  programId: 'reminders',
  hash: 't1',
  templates: [
    {
      ...{ templateId: 'hello', channel: 'email', fallbackLocale: 'en', schema: { name: 'string' }, sample: {} },
      locales: {
        en: {
          channel: 'email',
          subject: 'Hi {{ name }}',
          html: '<p>Hi {{ name }}</p><a href="https://shop.example/x">go</a></body>',
          text: 'Hi {{ name }}',
        },
      },
    },
    {
      ...{ templateId: 'hello', channel: 'sms', fallbackLocale: 'en', schema: { name: 'string' }, sample: {} },
      locales: { en: { channel: 'sms', text: 'Hi {{ name }}', shorten: [] } },
    },
  ],
};

/** A queued SMS of program `reminders`, with overrides. */
export const aQueued = (overrides: Partial<Notification> = {}): Notification =>
  aDraftNotification({
    ...{ channel: 'sms', address: '+12025550123', provider: 'end-user-messaging', purpose: 'service' },
    ...{ programId: 'reminders', templateId: 'hello', variables: { name: 'Ann' } },
    ...overrides,
  });

type Options = {
  program?: PinnedProgram<AnyProgram>;
  answer?: (message: OutgoingMessage) => SendOutcome | Promise<SendOutcome>;
  /** What stands between the worker and its fakes. */
  wrap?: (deps: SendDeps) => SendDeps;
};

export const aSender = async (
  queued: readonly Notification[],
  { program, answer, wrap = (deps) => deps }: Options = {},
) => {
  const tables = memoryDeliveryTables();
  for (const one of queued) tables.notifications.set(one.id, one);
  const { clock, sleep, pass } = virtualTime(sendingNow);
  const programs = memoryProgramStore<AnyProgram>([]);
  await programs.pin(program ?? aSendingProgram('reminders'));
  const store = memoryTemplateStore([]);
  await store.pin(senderTemplates);
  const sentAt: number[] = [];
  const timed = async (message: OutgoingMessage): Promise<SendOutcome> => {
    sentAt.push(clock.now().getTime());
    return answer ? answer(message) : { kind: 'accepted', providerMessageId: `p-${message.notificationId}` };
  };
  const providers = {
    ses: memoryProvider('ses', timed),
    'end-user-messaging': memoryProvider('end-user-messaging', timed),
    'sms-service': memoryProvider('sms-service', timed),
  };
  const counted: Record<string, number> = {};
  const deps: SendDeps = {
    ...{
      ledger: memoryNotificationLedger(tables),
      policies: memoryPolicyStore(tables),
      pauseFlags: memoryPauseFlags(),
    },
    ...{ programs, templates: store, providers, clock, sleep, random: () => 0.5, timeTravel: false, rates: {} },
    ...{ limiter: memoryRateLimiter(), breakers: memoryBreakers(), pause: async () => undefined },
    links: {
      url: async ({ purpose, notificationId, oneClick }) =>
        `https://${oneClick ? 'api' : 'pages'}.example/${purpose}/${notificationId}`,
    },
  };
  const wrapped = wrap(deps);
  const singleMetric = () => ({
    addDimension: () => undefined,
    addMetric: (name: string, _unit: string, value: number): void => {
      counted[name] = (counted[name] ?? 0) + value;
    },
  });
  const handler = createSendMessage({ ...wrapped, metrics: { singleMetric } });
  const work = (ids: readonly string[] = [...tables.notifications.keys()], remainingMs = 120_000) =>
    handler(
      { Records: ids.map((id) => ({ messageId: `m-${id}`, body: JSON.stringify({ notificationId: id }) })) },
      { getRemainingTimeInMillis: () => remainingMs },
    );
  const received = () => Object.values(providers).flatMap((provider) => provider.received);
  const stored = (id: string) => tables.notifications.get(id) as Notification;
  return { deps: wrapped, tables, providers, work, handler, received, stored, counted, sentAt, clock, pass };
};
