// What stands between a sender and its fakes when it may die at any step, and who comes after it.
import type { Notification } from '../../lambdas/delivery/domain/notification/notification.ts';
import { advance } from '../../lambdas/delivery/domain/notification/transitions.ts';
import type { SendDeps } from '../../lambdas/delivery/handlers/sending/send-deps.ts';
import type { Killer } from './a-killer.ts';

/** The same things to do, each of them a step at which the sender may die. */
export const mortal =
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
export const release = (tables: { notifications: Map<string, Notification> }, now: string): void => {
  for (const [id, seen] of tables.notifications) {
    const advanced = advance(seen, { kind: 'release', dueBy: now }, now);
    if (advanced.kind === 'advanced') tables.notifications.set(id, advanced.next);
  }
};
