import type { FactSource } from '../../candidates/index.ts';
import type { Accounts } from '../ports.ts';

/** Accounts by the customers' facts (candidates). */
export const customerAccounts = (facts: Pick<FactSource, 'customers'>): Accounts => ({
  closed: async (customerIds) => {
    const found = await facts.customers(customerIds);
    return new Set([...found.values()].filter(({ status }) => status === 'closed').map(({ customerId }) => customerId));
  },
});
