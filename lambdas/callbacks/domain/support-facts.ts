// What the support system knows of a customer (table `support`); the filter `support-history` reads it.

export type SupportFacts = {
  openTickets: { ticketId: string; openedAt: string; issueType?: string }[];
  resolved: { issueType?: string; at: string; ticketId?: string }[];
};
/** `closed`: over, and nothing was solved. A ticket that is opened again is no longer resolved. */
export type TicketFact = {
  ticketId: string;
  status: 'open' | 'solved' | 'closed';
  at: string;
  openedAt: string;
  issueType?: string;
};

export const noFacts: SupportFacts = { openTickets: [], resolved: [] };
const most = 50;

/** The facts once a ticket is known to be open or not. Told twice, it changes nothing. */
export const withTicket = (facts: SupportFacts, ticket: TicketFact): SupportFacts => {
  const { ticketId, status, at, openedAt, issueType } = ticket;
  const named = issueType !== undefined && { issueType };
  const others = facts.openTickets.filter((one) => one.ticketId !== ticketId);
  const before = facts.resolved.filter((one) => one.ticketId !== ticketId);
  if (status === 'open')
    return { openTickets: [...others, { ticketId, openedAt, ...named }].slice(-most), resolved: before };
  if (status === 'closed') return { openTickets: others, resolved: before };
  const known = facts.resolved.find((one) => one.ticketId === ticketId);
  return { openTickets: others, resolved: [...before, known ?? { ticketId, at, ...named }].slice(-most) };
};
