import type { CaseFacts, TicketFacts } from './facts.ts';

/**
 * `worked`: an agent saw it, called, or ended it; what was cancelled before anybody looked took nobody's time. `unknown`: an agent
 * resolved the case, but no ticket of it is known any more. `minutes`, `compensationUsd`: as the agent said.
 */
export type TicketRow = {
  kind: 'call' | 'escalation' | 'unknown';
  worked: boolean;
  minutes?: number;
  compensationUsd?: number;
};

const isWorked = ({ date, outcome }: TicketFacts): boolean =>
  outcome !== undefined || [date.seen, date.called, date.done].some((at) => at !== undefined);

/** All tickets of a case: its calls, however many, and its escalations. Who was helped by an agent was helped in one at least. */
export const ticketRows = ({ closed }: Pick<CaseFacts, 'closed'>, tickets: readonly TicketFacts[]): TicketRow[] => {
  const rows = tickets.map((ticket): TicketRow => {
    const { kind, minutes, compensationUsd } = ticket;
    return {
      ...{ kind, worked: isWorked(ticket) },
      ...(minutes !== undefined && { minutes }),
      ...(compensationUsd !== undefined && { compensationUsd }),
    };
  });
  const byAgent = closed?.reason === 'resolved' && closed.method === 'agent';
  return byAgent && !rows.some(({ worked }) => worked) ? [...rows, { kind: 'unknown', worked: true }] : rows;
};
