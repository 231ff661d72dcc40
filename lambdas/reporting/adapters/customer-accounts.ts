import type { FactSource } from '../../candidates/index.ts';
import type { Closings } from '../ports.ts';

type Facts = Pick<FactSource, 'customers'>;

/** Closed accounts by the customers' facts (candidates). */
const closedOf = async (facts: Facts, customerIds: readonly string[]) =>
  [...(await facts.customers(customerIds)).values()].filter(({ status }) => status === 'closed');

export const customerClosings = (facts: Facts): Closings => ({
  of: async (customerIds) =>
    new Map((await closedOf(facts, customerIds)).map(({ customerId, closedAt }) => [customerId, closedAt])),
});
