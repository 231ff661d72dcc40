// A ticket as the support system's trigger tells it (docs/support-system.md): always all it knows, whatever has changed.
import * as z from 'zod';
import { type CallbackOutcome, callbackOutcomes } from './callback.ts';
import type { TicketFact } from './support-facts.ts';
import type { CallbackEvent } from './transitions.ts';

/** Placeholders without a value come as ''. */
const blank = z.literal('').transform(() => undefined);
const text = z.union([blank, z.string().max(300)]).optional();
const id = z.union([z.string().min(1).max(64), z.number().int()]).transform(String);
const amount = z.union([blank, z.coerce.number().min(0).max(1_000_000)]).optional();
const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted'] as const;

export const ticketUpdateSchema = z.object({
  ticketId: id,
  externalId: text,
  requesterExternalId: text,
  status: z.string().toLowerCase().pipe(z.enum(statuses)),
  assigneeId: z.union([blank, id]).optional(),
  assigneeName: text,
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  callStep: z.union([blank, z.enum(['seen', 'called'])]).optional(),
  callOutcome: z.union([blank, z.enum(callbackOutcomes)]).optional(),
  compensationUsd: amount,
  minutes: amount,
});
export type TicketUpdate = z.infer<typeof ticketUpdateSchema>;

const isOver = ({ status }: TicketUpdate): boolean => ['solved', 'closed', 'deleted'].includes(status);

/** When it happened: never later than now, whatever the support system's clock says. ISO 8601. */
const timeOf = ({ updatedAt }: TicketUpdate, now: Date): string =>
  new Date(Math.min(Date.parse(updatedAt), now.getTime())).toISOString();

/** What a ticket's state says about its callback, in order. */
export const eventsOf = (update: TicketUpdate, now: Date): CallbackEvent[] => {
  const at = timeOf(update, now);
  const { assigneeId, assigneeName, callStep } = update;
  const events: CallbackEvent[] = [];
  if (assigneeId)
    events.push({ kind: 'assigned', at, agentId: assigneeId, ...(assigneeName && { agentName: assigneeName }) });
  if (callStep) events.push({ kind: callStep, at });
  if (isOver(update)) events.push(endOf(update, at));
  return events;
};

const endOf = ({ status, callOutcome, compensationUsd, minutes }: TicketUpdate, at: string): CallbackEvent => {
  const told = {
    ...(callOutcome !== undefined && { outcome: callOutcome as CallbackOutcome }),
    ...(compensationUsd !== undefined && { compensationUsd }),
    ...(minutes !== undefined && { minutes }),
  };
  if (status === 'deleted') return { kind: 'failed', at, reason: 'ticket-deleted', ...told };
  if (callOutcome === 'not-reached') return { kind: 'failed', at, reason: 'not-reached', ...told };
  return { kind: 'done', at, ...told };
};

/** `cancelled`: nobody had to help any more. */
type KnownTicket = { issueType: string; cancelled: boolean };

/** What the ticket adds to the facts of its customer. Solved without an outcome counts as solved: agents forget fields. */
export const factOf = (update: TicketUpdate, now: Date, known?: KnownTicket): TicketFact => {
  const noHelp = known?.cancelled === true && update.callOutcome === undefined;
  const inVain =
    noHelp || update.status === 'deleted' || ['not-solved', 'not-reached'].includes(update.callOutcome ?? '');
  return {
    ticketId: update.ticketId,
    status: isOver(update) ? (inVain ? 'closed' : 'solved') : 'open',
    at: timeOf(update, now),
    updatedAt: new Date(update.updatedAt).toISOString(),
    openedAt: new Date(update.createdAt).toISOString(),
    ...(known && { issueType: known.issueType }),
  };
};
