import type { ReactiveDecisions } from '../../candidates/index.ts';
import type { CaseFacts } from '../domain/figures/facts.ts';
import type { LaterErrors } from '../ports.ts';
import { inTurns } from './in-turns.ts';

/** Every event that joins no open case leaves a decision (issues: settleEvent), be it one against another case. */
export const decisionLaterErrors = (decisions: Pick<ReactiveDecisions, 'forCustomer'>): LaterErrors => ({
  of: async (issues) => {
    const found = await inTurns(issues, async (issue) => [issue.caseId, await lastOf(decisions, issue)] as const);
    return new Map(found.flatMap(([caseId, at]) => (at === undefined ? [] : [[caseId, at]])));
  },
});

const lastOf = async (
  decisions: Pick<ReactiveDecisions, 'forCustomer'>,
  { customerId, programId, issueType }: CaseFacts,
): Promise<string | undefined> => {
  const all = await decisions.forCustomer(customerId, programId);
  const times = all
    .filter(({ subject }) => subject === issueType)
    .map(({ record }) => new Date(record.candidate.eventTime).toISOString());
  return times.sort().at(-1);
};
