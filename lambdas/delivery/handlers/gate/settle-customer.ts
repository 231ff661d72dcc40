import type { Notification } from '../../domain/notification/notification.ts';
import { emptyPolicy } from '../../domain/policy/grants.ts';
import type { PolicyItem } from '../../domain/policy/policy-item.ts';
import { type Gate, type RequestOutcome, type Settling, settleOne } from './settle-one.ts';

/** Settles the requests of one customer in order; each sees the grants of those before it. */
export const settleCustomer = async (
  gate: Gate,
  drafts: readonly [index: number, draft: Notification][],
  settling: Settling,
): Promise<[index: number, outcome: RequestOutcome][]> => {
  const settled: [number, RequestOutcome][] = [];
  let policy: PolicyItem | undefined;
  for (const [index, draft] of drafts) {
    policy ??= settling.policies.get(draft.customerId) ?? emptyPolicy(draft.customerId);
    const result = await settleOne(gate, draft, { ...settling, policy });
    policy = result.policy;
    settled.push([index, result.outcome]);
  }
  return settled;
};
