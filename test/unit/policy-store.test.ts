import { describe } from 'vitest';
import { memoryDeliveryTables } from '../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import { policyStoreContract } from '../contract/policy-store.ts';

describe('PolicyStore', () =>
  policyStoreContract(() => {
    const tables = memoryDeliveryTables();
    return { store: memoryPolicyStore(tables), stored: async (id) => tables.notifications.get(id) };
  }));
