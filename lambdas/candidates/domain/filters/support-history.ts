// Support history: who is being helped already, or was, needs no message (seeds/predictive-issue-resolution.md).
// No item in the support system means: never contacted it.
import type { SupportHistoryParameters } from '../../../shared/programs/filter-step-schema.ts';
import type { SupportFacts } from '../facts.ts';
import { compareInstants } from '../instant.ts';
import type { Filter } from './filter.ts';

/** A ticket about another issue is another matter; one nobody has classified may be about this one. */
const ticketsAbout = (support: SupportFacts | undefined, issueType: string): number =>
  (support?.openTickets ?? []).filter((ticket) => ticket.issueType === undefined || ticket.issueType === issueType)
    .length;

const lastResolved = (support: SupportFacts | undefined, issueType: string): string | null => {
  let last: string | null = null;
  for (const { at, issueType: resolved } of support?.resolved ?? [])
    if (resolved === issueType && (last === null || compareInstants(at, last) > 0)) last = at;
  return last;
};

export const supportHistory: Filter<SupportHistoryParameters> = {
  type: 'support-history',
  prepare: ({ excludeExistingTickets, excludeResolved }) => ({
    needs: ['support'],
    reads: {},
    decide: ({ candidate, facts: { support } }) => {
      const openTickets = ticketsAbout(support, candidate.subject);
      const resolvedAt = lastResolved(support, candidate.subject);
      const facts = { openTickets, resolvedAt };
      if (excludeExistingTickets && openTickets > 0) return { passed: false, reason: 'ticket-open', facts };
      if (excludeResolved && resolvedAt !== null && compareInstants(resolvedAt, candidate.eventTime) >= 0)
        return { passed: false, reason: 'already-resolved', facts };
      return { passed: true, reason: 'no-ticket', facts };
    },
  }),
};
