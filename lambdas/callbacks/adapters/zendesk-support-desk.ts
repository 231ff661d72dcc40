import * as z from 'zod';
import { TransientError } from '../../shared/errors.ts';
import type { Ticket, TicketDraft } from '../domain/ticket.ts';
import type { SupportDesk, TicketNote, TicketNoted } from '../ports.ts';
import { zendeskAgents } from './zendesk-agents.ts';
import { parsedAnswer, type ZendeskOptions, zendeskCall } from './zendesk-call.ts';

const id = z.union([z.string(), z.number()]).transform(String);
const time = z.iso.datetime({ offset: true });
const ticketSchema = z.object({
  id,
  status: z.string(),
  tags: z.array(z.string()).default([]),
  assignee_id: id.nullish(),
  created_at: time,
  updated_at: time,
});
type Stored = z.infer<typeof ticketSchema>;
const one = z.object({ ticket: ticketSchema });
const many = z.object({ tickets: z.array(ticketSchema) });
const person = z.object({ user: z.object({ id }) });

const noteTries = 3;

/** Zendesk Support API v2 as the support desk. */
export const zendeskSupportDesk = (options: ZendeskOptions): SupportDesk => ({
  agents: () => zendeskAgents(options),
  open: async (draft) => (await find(options, draft.externalId)) ?? create(options, draft),
  note: async (ticketId, note) => {
    for (let attempt = 1; attempt <= noteTries; attempt += 1) {
      const outcome = await addNote(options, ticketId, note);
      if (outcome.kind !== 'conflict') return outcome;
    }
    throw new TransientError(`Ticket ${ticketId} changed each time a note was added`, {
      whatToDo: 'Nothing: the next look at the callback tries again.',
    });
  },
});

const iso = (time: string): string => new Date(time).toISOString();
const toTicket = ({ id: ticketId, assignee_id: assigneeId, created_at, updated_at }: Stored): Ticket => ({
  ticketId,
  ...(assigneeId && { assigneeId }),
  ...{ openedAt: iso(created_at), updatedAt: iso(updated_at) },
});

const find = async (options: ZendeskOptions, externalId: string): Promise<Ticket | undefined> => {
  const path = `/api/v2/tickets.json?external_id=${encodeURIComponent(externalId)}`;
  const [found] = parsedAnswer(many, await zendeskCall(options, { method: 'GET', path })).tickets;
  return found && toTicket(found);
};

/**
 * Made once: the key is the external id. Where it was used with other words (the history has grown since), or by a request
 * still under way, the ticket is looked for. https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
 */
const create = async (options: ZendeskOptions, draft: TicketDraft): Promise<Ticket> => {
  const answer = await zendeskCall(options, {
    method: 'POST',
    path: '/api/v2/tickets.json',
    body: { ticket: await wireTicket(options, draft) },
    idempotencyKey: draft.externalId,
  });
  const isTaken = answer.status === 409 || answer.code === 'IdempotentRequestError';
  if (!isTaken) return toTicket(parsedAnswer(one, answer).ticket);
  const made = await find(options, draft.externalId);
  if (made) return made;
  throw new TransientError('The support system is still making this ticket', {
    whatToDo: 'Nothing: the queue asks again.',
  });
};

const wireTicket = async (options: ZendeskOptions, draft: TicketDraft) => ({
  external_id: draft.externalId,
  subject: draft.subject,
  comment: { body: draft.note, public: false },
  priority: draft.priority,
  type: 'problem',
  tags: draft.tags,
  requester_id: Number(await requesterId(options, draft.requester)),
  ...(draft.assigneeId !== undefined && { assignee_id: Number(draft.assigneeId) }),
});

/** The customer as the support system's user, known by our id; made when it is not there. */
const requesterId = async (
  options: ZendeskOptions,
  { externalId, name }: TicketDraft['requester'],
): Promise<string> => {
  const body = { user: { external_id: externalId, name, role: 'end-user' } };
  const answer = await zendeskCall(options, { method: 'POST', path: '/api/v2/users/create_or_update.json', body });
  return parsedAnswer(person, answer).user.id;
};

/** A collision with somebody's own change is told by `safe_update` (409), so that no tag is lost. */
const addNote = async (
  options: ZendeskOptions,
  ticketId: string,
  { tag, note, priority, assigneeId, solved }: TicketNote,
): Promise<TicketNoted | { kind: 'conflict' }> => {
  const path = `/api/v2/tickets/${encodeURIComponent(ticketId)}.json`;
  const read = await zendeskCall(options, { method: 'GET', path });
  if (read.status === 404) return { kind: 'over' };
  const { ticket } = parsedAnswer(one, read);
  if (ticket.tags.includes(tag)) return { kind: 'already' };
  if (['solved', 'closed', 'deleted'].includes(ticket.status)) return { kind: 'over' };
  const change = {
    comment: { body: note, public: false },
    tags: [...ticket.tags, tag],
    safe_update: true,
    updated_stamp: ticket.updated_at,
    ...(priority && { priority }),
    ...(assigneeId && { assignee_id: Number(assigneeId) }),
    ...(solved && { status: 'solved' }),
  };
  const answer = await zendeskCall(options, { method: 'PUT', path, body: { ticket: change } });
  if (answer.status === 409) return { kind: 'conflict' };
  return { kind: 'noted', updatedAt: iso(parsedAnswer(one, answer).ticket.updated_at) };
};
