// Gate and send in one process over fakes, beside a worker that takes what was left to it.
import { addressHasher } from '../../lambdas/delivery/adapters/address-hasher.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import type { NotificationRequest } from '../../lambdas/delivery/domain/notification/notification.ts';
import { deliverNow } from '../../lambdas/delivery/handlers/deliver-now.ts';
import type { SendDeps } from '../../lambdas/delivery/handlers/sending/send-deps.ts';
import type { OutgoingMessage, PolicyStore, SendOutcome } from '../../lambdas/delivery/ports.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import { aSendingProgram } from './a-gate.ts';
import { aNotificationRequest } from './a-notification-request.ts';
import { aSender, sendingNow } from './a-sender.ts';

const now = new Date(sendingNow);

/** An SMS of program `reminders` that says "Hi Ann", with overrides. */
export const anUrgentRequest = (overrides: Partial<NotificationRequest> = {}): NotificationRequest =>
  aNotificationRequest({
    ...{ templateId: 'hello', variables: { name: 'Ann' }, expiresAt: '2026-11-23T17:00:00.000Z' },
    ...overrides,
  });

/** The same by e-mail. */
export const anUrgentEmail = (overrides: Partial<NotificationRequest> = {}): NotificationRequest =>
  anUrgentRequest({ channel: 'email', address: 'ann@example.com', ...overrides });

type Options = {
  program?: PinnedProgram<AnyProgram>;
  answer?: (message: OutgoingMessage) => SendOutcome | Promise<SendOutcome>;
  /** What stands between it and its fakes. */
  wrap?: (deps: SendDeps) => SendDeps;
  wrapPolicies?: (store: PolicyStore) => PolicyStore;
};

export const aDirectDelivery = async (options: Options = {}) => {
  const { program = aSendingProgram('reminders'), answer, wrap, wrapPolicies = (store) => store } = options;
  const sender = await aSender([], { program, ...(answer && { answer }), ...(wrap && { wrap }) });
  const { tables, counted } = sender;
  const policies = memoryPolicyStore(tables);
  const hasher = addressHasher(async () => 'key');
  const singleMetric = () => ({
    addDimension: () => undefined,
    addMetric: (name: string, _unit: string, value: number): void => {
      counted[name] = (counted[name] ?? 0) + value;
    },
  });
  const deliver = deliverNow({
    ...sender.deps,
    ...{
      policies: wrapPolicies({ ...policies, ...sender.deps.policies, grant: policies.grant, refuse: policies.refuse }),
    },
    ...{ hasher, metrics: { singleMetric } },
  });
  const policyOf = async (customerId = 'customer-1') =>
    (await policies.read({ customerIds: [customerId], addressHashes: [] })).policies.get(customerId);
  /** @param reading whether the caller has read the policy, as the reactive path does */
  const send = async (requests: readonly NotificationRequest[], { reading = true, by = program } = {}) => {
    const policy = reading ? await policyOf() : undefined;
    return deliver(requests, { program: by, templateHash: 't1', now, ...(policy && { policy }) });
  };
  return { ...sender, policies, hasher, policyOf, send, deliver, program };
};
