import type { CaseRow } from '../figures/case-row.ts';
import { share } from '../figures/quantile.ts';
import { caseCost } from './case-cost.ts';

/** What is planned: seeds/predictive-issue-resolution.md, Business Metrics (a resolution, and a ticket without us). */
export const plannedUsd = { perResolution: 0.5, perTicket: 15 } as const;

/** Tickets that an agent worked on. `unknown`: an agent resolved the case, its ticket is not known. `minutes`: as far as agents said. */
type WorkedTickets = { calls: number; escalations: number; unknown: number; minutes: number; withMinutes: number };

/**
 * US dollars; `messages`, `infrastructure`, `tickets` and `compensation` add up to `total`. `messages`: what receipts said;
 * `infrastructure`: by the model of docs/cost.md; `tickets`: each that an agent worked on, call or escalation, at the planned
 * price of a support ticket, whatever its minutes: an agent's rate is not known; `compensation`: what agents gave customers.
 * `perResolution` leaves compensation out, as the planned price does; `perResolutionWithCompensation` is the total over what was
 * resolved. `perSelfService`: messages and infrastructure of all cases over those resolved without an agent.
 */
export type CostFigures = {
  messages: number;
  infrastructure: number;
  tickets: number;
  compensation: number;
  total: number;
  perResolution: number | null;
  perResolutionWithCompensation: number | null;
  perSelfService: number | null;
  worked: WorkedTickets;
  planned: typeof plannedUsd;
};

export const costFigures = (rows: readonly CaseRow[]): CostFigures => {
  const messages = sum(rows.map((row) => row.messagesUsd));
  const infrastructure = sum(Object.values(caseCost(useOf(rows))));
  const worked = workedTickets(rows);
  const tickets = (worked.calls + worked.escalations + worked.unknown) * plannedUsd.perTicket;
  const compensation = sum(ticketsOf(rows).map(({ compensationUsd = 0 }) => compensationUsd));
  const handling = messages + infrastructure + tickets;
  const resolved = rows.filter((row) => row.resolved);
  const alone = resolved.filter(({ method }) => method !== 'agent').length;
  return {
    ...{ messages, infrastructure, tickets, compensation, total: handling + compensation },
    perResolution: share(handling, resolved.length),
    perResolutionWithCompensation: share(handling + compensation, resolved.length),
    perSelfService: share(messages + infrastructure, alone),
    ...{ worked, planned: plannedUsd },
  };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const ticketsOf = (rows: readonly CaseRow[]) => rows.flatMap(({ tickets }) => tickets);

const workedTickets = (rows: readonly CaseRow[]): WorkedTickets => {
  const worked = ticketsOf(rows).filter((ticket) => ticket.worked);
  const of = (kind: 'call' | 'escalation' | 'unknown') => worked.filter((ticket) => ticket.kind === kind).length;
  const minutes = worked.flatMap((ticket) => ticket.minutes ?? []);
  return {
    ...{ calls: of('call'), escalations: of('escalation'), unknown: of('unknown') },
    ...{ minutes: sum(minutes), withMinutes: minutes.length },
  };
};

/** Tickets are made, watched and told of by the same functions, whether a customer asked or a rule did. */
const useOf = (rows: readonly CaseRow[]) => ({
  errors: sum(rows.map(({ errors }) => errors)),
  cases: rows.length,
  messages: sum(rows.map(({ reach }) => reach.length)),
  visits: rows.filter(({ clicked }) => clicked).length,
  calls: ticketsOf(rows).length,
});
