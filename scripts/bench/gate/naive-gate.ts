// The peer of the gate's benches: what one would write first. For each message: read the customer, decide, write. The same
// decision, ids and hashes, but no batches, nobody side by side, and no second look when something changed meanwhile.

import { decide } from '../../../lambdas/delivery/domain/policy/decide.ts';
import { emptyPolicy } from '../../../lambdas/delivery/domain/policy/grants.ts';
import { decided, draftNotification } from '../../../lambdas/delivery/handlers/gate/draft-notification.ts';
import type { NotificationRequest } from '../../../lambdas/delivery/index.ts';
import type { AddressHasher, PolicyStore } from '../../../lambdas/delivery/ports.ts';
import type { AnyProgram } from '../../../lambdas/shared/programs/any-program.ts';
import type { DeliveryRules } from '../../../lambdas/shared/programs/delivery-schema.ts';
import type { PinnedProgram } from '../../../lambdas/shared/programs/pinned-program.ts';

type Naive = { policies: PolicyStore; hasher: AddressHasher; program: PinnedProgram<AnyProgram>; now: Date };

/** @returns how many messages may go */
export const naiveGate = async (
  { policies, hasher, program, now }: Naive,
  requests: readonly NotificationRequest[],
): Promise<number> => {
  const rules = program.program.delivery as DeliveryRules;
  let granted = 0;
  for (const request of requests) {
    const draft = await draftNotification(request, { program, rules, templateHash: 't', now, hasher });
    const { customerId, addressHash, programId, channel } = draft;
    const known = await policies.read({ customerIds: [customerId], addressHashes: [addressHash] });
    const policy = known.policies.get(customerId) ?? emptyPolicy(customerId);
    const marketplace = program.marketplaces[draft.marketplace as keyof typeof program.marketplaces];
    const suppressed = known.suppressed.get(addressHash);
    const facts = { request: draft, policy, rules, marketplace, suppressed, pauses: [], now: now.getTime() };
    const decision = decide(facts);
    const notification = decided(draft, decision, now);
    if (decision.kind === 'refuse') await policies.refuse(notification);
    else {
      const grant = { at: notification.dueAt ?? notification.updatedAt, programId, channel };
      await policies.grant({ seen: policy, notification, grant });
      granted += 1;
    }
  }
  return granted;
};
