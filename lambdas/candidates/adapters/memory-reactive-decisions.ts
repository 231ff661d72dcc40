import type { ReactiveDecision, ReactiveDecisions } from '../ports.ts';

/** The fake of ReactiveDecisions. @param kept by key; shared with whoever writes decisions in a transaction of their own */
export const memoryReactiveDecisions = (kept = new Map<string, ReactiveDecision>()): ReactiveDecisions => ({
  record: async (decision) => void kept.set(reactiveDecisionKey(decision), decision),
  forCustomer: async (customerId, programId) =>
    [...kept.values()]
      .filter((decision) => decision.customerId === customerId && decision.programId === programId)
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
});

const reactiveDecisionKey = ({ customerId, programId, at, subject }: ReactiveDecision): string =>
  JSON.stringify([customerId, programId, at, subject]);
