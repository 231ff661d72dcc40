// Tickets as the support system keeps them, for as long as the process lives.
import * as z from 'zod';
import { SupportError } from './support-error.ts';

const ticketStatuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
const priorities = ['low', 'normal', 'high', 'urgent'] as const;
const comment = z.object({ body: z.string().min(1), public: z.boolean().default(true) });

/** What POST and PUT take; other fields are passed over, as Zendesk does. */
const fields = z.object({
  subject: z.string().optional(),
  comment: comment.optional(),
  priority: z.enum(priorities).nullish(),
  status: z.enum(ticketStatuses).optional(),
  type: z.enum(['problem', 'incident', 'question', 'task']).nullish(),
  external_id: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  assignee_id: z.int().nullish(),
  requester_id: z.int().optional(),
  custom_fields: z.array(z.object({ id: z.int(), value: z.unknown() })).optional(),
  safe_update: z.boolean().optional(),
  updated_stamp: z.string().optional(),
});
type Fields = z.infer<typeof fields>;
type TicketComment = z.infer<typeof comment> & { created_at: string };

/** As the API gives it; what agents filled in beside it (`call`) is only in webhooks and `/_tickets`. */
export type Ticket = {
  id: number;
  url: string;
  external_id: string | null;
  subject: string;
  description: string;
  priority: (typeof priorities)[number] | null;
  status: (typeof ticketStatuses)[number];
  type: string | null;
  tags: string[];
  assignee_id: number | null;
  requester_id: number | null;
  custom_fields: { id: number; value: unknown }[];
  created_at: string;
  updated_at: string;
};
type CallFields = { step: '' | 'seen' | 'called'; outcome: string; compensationUsd: string; minutes: string };
export type KeptTicket = { ticket: Ticket; comments: TicketComment[]; call: CallFields };

const parse = (body: unknown): Fields => {
  const parsed = z.object({ ticket: fields }).safeParse(body);
  if (parsed.success) return parsed.data.ticket;
  const wrong = parsed.error.issues.map(({ path, message }) => [path.at(-1)?.toString() ?? 'base', message]);
  throw new SupportError('RecordInvalid', Object.fromEntries(wrong));
};

export type People = { isAgent: (id: number) => boolean; isUser: (id: number) => boolean };

const checkPeople = ({ assignee_id, requester_id }: Fields, people: People) => {
  if (assignee_id != null && !people.isAgent(assignee_id))
    throw new SupportError('RecordInvalid', { assignee: 'Assignee: is not an agent' });
  if (requester_id !== undefined && !people.isUser(requester_id))
    throw new SupportError('RecordInvalid', { requester: 'Requester: is unknown' });
};

const changed = (ticket: Ticket, change: Fields, at: string): Ticket => {
  const { comment: _comment, safe_update: _safe, updated_stamp: _stamp, ...told } = change;
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const status = told.status ?? (ticket.status === 'new' && told.assignee_id != null ? 'open' : ticket.status);
  return { ...ticket, ...given, status, updated_at: at };
};

/** @param url base of the API, for the tickets' own addresses */
export const createTickets = (people: People, url: () => string) => {
  const kept = new Map<number, KeptTicket>();
  let lastId = 0;
  const one = (id: number): KeptTicket => {
    const found = kept.get(id);
    if (!found) throw new SupportError('RecordNotFound');
    return found;
  };
  const empty = (id: number, at: string): Ticket => ({
    ...{ id, url: `${url()}/api/v2/tickets/${id}.json`, external_id: null, subject: '', description: '' },
    ...{ priority: null, status: 'new', type: null, tags: [], assignee_id: null, requester_id: null },
    ...{ custom_fields: [], created_at: at, updated_at: at },
  });
  const add = (to: KeptTicket, said: Fields['comment'], at: string) => {
    if (said) to.comments.push({ ...said, created_at: at });
  };
  return {
    one,
    all: () => [...kept.values()],
    byExternalId: (externalId: string) => [...kept.values()].filter((each) => each.ticket.external_id === externalId),
    create: (body: unknown): KeptTicket => {
      const told = parse(body);
      if (!told.comment) throw new SupportError('RecordInvalid', { base: 'Description: cannot be blank' });
      checkPeople(told, people);
      const at = new Date().toISOString();
      lastId += 1;
      const ticket = changed({ ...empty(lastId, at), description: told.comment.body }, told, at);
      const made: KeptTicket = {
        ticket,
        comments: [],
        call: { step: '', outcome: '', compensationUsd: '', minutes: '' },
      };
      add(made, told.comment, at);
      kept.set(lastId, made);
      return made;
    },
    update: (id: number, body: unknown): KeptTicket => {
      const found = one(id);
      const told = parse(body);
      if (found.ticket.status === 'closed') throw new SupportError('RecordInvalid', { status: 'Status: closed' });
      if (told.safe_update && told.updated_stamp !== found.ticket.updated_at) throw new SupportError('UpdateConflict');
      checkPeople(told, people);
      const at = new Date(Math.max(Date.now(), Date.parse(found.ticket.updated_at) + 1)).toISOString();
      found.ticket = changed(found.ticket, told, at);
      add(found, told.comment, at);
      return found;
    },
  };
};
