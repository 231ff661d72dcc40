import { type Clock, systemClock } from '../../shared/clock.ts';
import type { Agent } from '../domain/choose-agent.ts';
import type { TicketDraft } from '../domain/ticket.ts';
import type { SupportDesk, TicketNote } from '../ports.ts';

type Kept = { ticketId: string; draft: TicketDraft; notes: TicketNote[]; openedAt: string };

/** The fake of SupportDesk. `fail`: thrown by the next calls, as often as `times` says. */
export const memorySupportDesk = (agents: Omit<Agent, 'load'>[] = [], clock: Clock = systemClock) => {
  const tickets = new Map<string, Kept>();
  const trouble = { error: undefined as Error | undefined, times: 0 };
  const now = (): string => clock.now().toISOString();
  const perhapsFail = (): void => {
    if (trouble.error && trouble.times > 0) {
      trouble.times -= 1;
      throw trouble.error;
    }
  };
  const make = (draft: TicketDraft): Kept => {
    const made = { ticketId: String(1_000 + tickets.size), draft, notes: [], openedAt: now() };
    tickets.set(draft.externalId, made);
    return made;
  };
  const desk: SupportDesk = {
    agents: async () => {
      perhapsFail();
      return agents;
    },
    open: async (draft) => {
      perhapsFail();
      const { ticketId, openedAt, draft: first } = tickets.get(draft.externalId) ?? make(draft);
      const { assigneeId } = first;
      return { ticketId, ...(assigneeId !== undefined && { assigneeId }), openedAt, updatedAt: openedAt };
    },
    note: async (ticketId, note) => {
      perhapsFail();
      const ticket = [...tickets.values()].find((one) => one.ticketId === ticketId);
      if (ticket?.notes.some(({ tag }) => tag === note.tag)) return { kind: 'already' };
      if (!ticket || ticket.notes.some(({ solved }) => solved)) return { kind: 'over' };
      ticket.notes.push(note);
      return { kind: 'noted', updatedAt: now() };
    },
  };
  const fail = (error: Error, times = Number.POSITIVE_INFINITY): void => void Object.assign(trouble, { error, times });
  return { ...desk, tickets, fail, heal: () => fail(new Error('healed'), 0) };
};
