import type { Notification } from '../domain/notification/notification.ts';
import { withConsent, withOptOut } from '../domain/policy/customer-changes.ts';
import { emptyPolicy, withGrant } from '../domain/policy/grants.ts';
import type { PolicyItem } from '../domain/policy/policy-item.ts';
import type { PolicyStore } from '../ports.ts';
import { type MemoryDeliveryTables, memoryDeliveryTables } from './memory-delivery-tables.ts';
import { mayGrantOver } from './notification-items.ts';

/** The fake of PolicyStore. Its transactions are as atomic as the table's: nothing else runs within one. */
export const memoryPolicyStore = (tables: MemoryDeliveryTables = memoryDeliveryTables()): PolicyStore => {
  const { policies, suppressions, notifications } = tables;
  const policyOf = (customerId: string): PolicyItem => policies.get(customerId) ?? emptyPolicy(customerId);
  const mayRefuse = ({ id }: Notification): boolean => {
    const stored = notifications.get(id);
    return !stored || (stored.state === 'suppressed' && stored.attempts.length === 0);
  };
  return {
    read: async ({ customerIds, addressHashes }) => ({
      policies: new Map(customerIds.map((id) => [id, structuredClone(policyOf(id))])),
      suppressed: new Map([...suppressions].filter(([hash]) => addressHashes.includes(hash))),
    }),
    grant: async ({ seen, notification, grant }) => {
      if (!mayGrantOver(notifications.get(notification.id), notification)) return 'exists';
      if (suppressions.has(notification.addressHash)) return 'suppressed';
      const stored = policyOf(seen.customerId);
      if (grant && stored.version !== seen.version) return 'conflict';
      const now = Date.parse(notification.updatedAt);
      if (grant) policies.set(seen.customerId, withGrant(stored, notification.id, { grant, now }));
      notifications.set(notification.id, structuredClone(notification));
      return 'granted';
    },
    refuse: async (notification) => {
      if (!mayRefuse(notification)) return 'exists';
      notifications.set(notification.id, structuredClone(notification));
      return 'recorded';
    },
    setConsent: async (id, change) => void policies.set(id, withConsent(policyOf(id), change)),
    setOptOut: async (id, change) => void policies.set(id, withOptOut(policyOf(id), change)),
    suppress: async (suppression) => void suppressions.set(suppression.addressHash, suppression),
    unsuppress: async (addressHash, reasons) => {
      const found = suppressions.get(addressHash);
      return found !== undefined && reasons.includes(found.reason) && suppressions.delete(addressHash);
    },
  };
};
