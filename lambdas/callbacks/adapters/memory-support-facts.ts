import { nothingKnown, type SupportRecord } from '../domain/support-facts.ts';
import type { SupportFactsBook } from '../ports.ts';

/** The fake of SupportFactsBook. */
export const memorySupportFacts = (): SupportFactsBook => {
  const kept = new Map<string, SupportRecord>();
  const recordOf = (customerId: string): SupportRecord => structuredClone(kept.get(customerId) ?? nothingKnown);
  return {
    get: async (customerId) => {
      const { openTickets, resolved } = recordOf(customerId);
      return { openTickets, resolved };
    },
    update: async (customerId, change) => void kept.set(customerId, change(recordOf(customerId))),
  };
};
