import { noFacts, type SupportFacts } from '../domain/support-facts.ts';
import type { SupportFactsBook } from '../ports.ts';

/** The fake of SupportFactsBook. */
export const memorySupportFacts = (): SupportFactsBook => {
  const kept = new Map<string, SupportFacts>();
  const factsOf = (customerId: string): SupportFacts => structuredClone(kept.get(customerId) ?? noFacts);
  return {
    get: async (customerId) => factsOf(customerId),
    update: async (customerId, change) => void kept.set(customerId, change(factsOf(customerId))),
  };
};
