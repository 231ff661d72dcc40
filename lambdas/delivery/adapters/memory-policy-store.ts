import { withConsent, withOptOut } from '../domain/policy/customer-changes.ts';
import { emptyPolicy, withGrant } from '../domain/policy/grants.ts';
import { type PolicyItem, type Suppression, suppressionReasons } from '../domain/policy/policy-item.ts';
import type { PolicyStore } from '../ports.ts';
import { type MemoryDeliveryTables, memoryDeliveryTables } from './memory-delivery-tables.ts';
import { mayGrantOver } from './notification-items.ts';

/** The fake of PolicyStore. Its transactions are as atomic as the table's: nothing else runs within one. */
export const memoryPolicyStore = (tables: MemoryDeliveryTables = memoryDeliveryTables()): PolicyStore => {
  const { policies, suppressions, notifications } = tables;
  const policyOf = (customerId: string): PolicyItem => policies.get(customerId) ?? emptyPolicy(customerId);
  const reasonsOf = (hash: string): Suppression[] => suppressions.get(hash) ?? [];
  return {
    read: async ({ customerIds, addressHashes }) => ({
      policies: new Map(customerIds.map((id) => [id, structuredClone(policyOf(id))])),
      suppressed: new Map(
        addressHashes.flatMap((hash) => {
          const gravest = suppressionReasons.find((reason) => reasonsOf(hash).some((one) => one.reason === reason));
          return reasonsOf(hash).flatMap((one) => (one.reason === gravest ? [[hash, one] as const] : []));
        }),
      ),
    }),
    grant: async ({ seen, notification, grant }) => {
      if (!mayGrantOver(notifications.get(notification.id), notification)) return 'exists';
      if (reasonsOf(notification.addressHash).length > 0) return 'suppressed';
      const stored = policyOf(seen.customerId);
      if (grant && stored.version !== seen.version) return 'conflict';
      const now = Date.parse(notification.updatedAt);
      if (grant) policies.set(seen.customerId, withGrant(stored, notification.id, { grant, now }));
      notifications.set(notification.id, structuredClone(notification));
      return 'granted';
    },
    refuse: async (notification) => {
      const stored = notifications.get(notification.id);
      if (stored && (stored.state !== 'suppressed' || stored.attempts.length > 0)) return 'exists';
      if (stored?.reason === 'holdout') return 'recorded';
      notifications.set(notification.id, structuredClone(notification));
      return 'recorded';
    },
    setConsent: async (id, change) => void policies.set(id, withConsent(policyOf(id), change)),
    setOptOut: async (id, change) => void policies.set(id, withOptOut(policyOf(id), change)),
    suppress: async (suppression) => {
      const others = reasonsOf(suppression.addressHash).filter(({ reason }) => reason !== suppression.reason);
      suppressions.set(suppression.addressHash, [...others, suppression]);
    },
    unsuppress: async (addressHash, reasons) => {
      const before = reasonsOf(addressHash);
      const left = before.filter(({ reason }) => !reasons.includes(reason));
      suppressions.set(addressHash, left);
      return left.length === 0 && before.length > 0;
    },
  };
};
