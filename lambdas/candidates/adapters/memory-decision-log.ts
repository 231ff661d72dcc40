import type { DecisionLog, DecisionLogEntry } from '../ports.ts';

/** The fake of DecisionLog. */
export const memoryDecisionLog = (): DecisionLog => {
  const entries: DecisionLogEntry[] = [];
  return {
    append: async (entry) => void entries.push(entry),
    forCustomer: async (customerId, programId) =>
      entries.filter((entry) => entry.customerId === customerId && entry.programId === programId),
  };
};
