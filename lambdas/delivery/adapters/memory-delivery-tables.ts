import type { Notification } from '../domain/notification/notification.ts';
import type { PolicyItem, Suppression } from '../domain/policy/policy-item.ts';

/** What the fakes of PolicyStore and NotificationLedger share, as their adapters share tables. */
export type MemoryDeliveryTables = {
  policies: Map<string, PolicyItem>;
  /** By the contact point's hash. */
  suppressions: Map<string, Suppression[]>;
  notifications: Map<string, Notification>;
};

export const memoryDeliveryTables = (): MemoryDeliveryTables => ({
  policies: new Map(),
  suppressions: new Map(),
  notifications: new Map(),
});
