import type { Agent } from '../domain/choose-agent.ts';
import type { TicketDraft } from '../domain/ticket.ts';
import type { SupportDesk, TicketNote } from '../ports.ts';

type Kept = { ticketId: string; draft: TicketDraft; notes: TicketNote[] };

/** The fake of SupportDesk. `fail`: thrown by the next calls, as often as `times` says. */
export const memorySupportDesk = (agents: Omit<Agent, 'load'>[] = []) => {
  const tickets = new Map<string, Kept>();
  const trouble = { error: undefined as Error | undefined, times: 0 };
  const perhapsFail = (): void => {
    if (trouble.error && trouble.times > 0) {
      trouble.times -= 1;
      throw trouble.error;
    }
  };
  const desk: SupportDesk = {
    agents: async () => {
      perhapsFail();
      return agents;
    },
    open: async (draft) => {
      perhapsFail();
      const made = tickets.get(draft.externalId) ?? { ticketId: String(1_000 + tickets.size), draft, notes: [] };
      tickets.set(draft.externalId, made);
      const { assigneeId } = made.draft;
      return { ticketId: made.ticketId, ...(assigneeId !== undefined && { assigneeId }) };
    },
    note: async (ticketId, note) => {
      perhapsFail();
      const ticket = [...tickets.values()].find((one) => one.ticketId === ticketId);
      if (!ticket) return 'over';
      if (ticket.notes.some(({ tag }) => tag === note.tag)) return 'already';
      ticket.notes.push(note);
      return 'noted';
    },
  };
  const fail = (error: Error, times = Number.POSITIVE_INFINITY): void => void Object.assign(trouble, { error, times });
  return { ...desk, tickets, fail, heal: () => fail(new Error('healed'), 0) };
};
