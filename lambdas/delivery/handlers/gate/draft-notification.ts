import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import { firstProvider } from '../../domain/notification/first-provider.ts';
import type { Notification, NotificationRequest } from '../../domain/notification/notification.ts';
import { notificationId } from '../../domain/notification/notification-id.ts';
import { withoutSecrets } from '../../domain/notification/secret-variables.ts';
import type { GateDecision } from '../../domain/policy/policy-item.ts';
import type { AddressHasher } from '../../ports.ts';

type Context = {
  program: PinnedProgram<AnyProgram>;
  rules: DeliveryRules;
  templateHash: string;
  now: Date;
  test?: boolean;
  hasher: AddressHasher;
};

/** The notification a request would become, before the gate has said anything; its state is not yet true. */
export const draftNotification = async (
  request: NotificationRequest,
  { program, rules, templateHash, now, test, hasher }: Context,
): Promise<Notification> => {
  const { programId } = program.program;
  const at = now.toISOString();
  return {
    ...request,
    id: notificationId(programId, request),
    programId,
    programHash: program.hash,
    templateHash,
    purpose: rules.purpose,
    priority: rules.priority,
    addressHash: await hasher.hash(request.channel, request.address),
    state: 'suppressed',
    provider: firstProvider(request.channel),
    attempts: [],
    createdAt: at,
    updatedAt: at,
    revision: 1,
    date: {},
    ...(test && { test: true as const }),
  };
};

/** The draft as a decision makes it: queued when it may go now, scheduled when it waits, suppressed when refused. */
export const decided = (draft: Notification, decision: GateDecision, now: Date): Notification => {
  const at = now.toISOString();
  if (decision.kind === 'refuse')
    return withoutSecrets({ ...draft, state: 'suppressed', reason: decision.reason, date: { suppressed: at } });
  const dueAt = decision.kind === 'wait' ? decision.dueAt : draft.dueAt;
  const reason = decision.kind === 'wait' ? { reason: decision.reason } : {};
  if (dueAt === undefined || Date.parse(dueAt) <= now.getTime())
    return { ...draft, dueAt: at, state: 'queued', date: { queued: at } };
  return { ...draft, ...reason, dueAt, state: 'scheduled', date: { scheduled: at } };
};
