import { describe } from 'vitest';
import { memoryDeliveryTables } from '../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../../lambdas/delivery/adapters/memory-notification-ledger.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import { notificationLedgerContract } from '../contract/notification-ledger.ts';

describe('NotificationLedger', () =>
  notificationLedgerContract(() => {
    const tables = memoryDeliveryTables();
    return { ledger: memoryNotificationLedger(tables), policies: memoryPolicyStore(tables) };
  }));
