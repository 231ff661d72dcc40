// `POST /_agent/{ticketId}`: does what an agent would do in the support system's own pages.
import * as z from 'zod';
import type { SimulatedAnswer, SimulatedRequest } from '../kit/simulator.ts';
import { answerError, SupportError } from './support-error.ts';
import type { createTickets, KeptTicket } from './tickets.ts';

const act = z.strictObject({
  action: z.enum(['assigned', 'seen', 'called', 'solved']),
  /** Of `assigned`. */
  agentId: z.int().optional(),
  outcome: z.enum(['solved', 'not-solved', 'not-reached']).optional(),
  compensationUsd: z.number().min(0).optional(),
  minutes: z.number().min(0).optional(),
});
type Act = z.infer<typeof act>;
type Tickets = ReturnType<typeof createTickets>;

const say = (text: string) => ({ comment: { body: text, public: false } });

/** What the action changes in the ticket, by the API's own rules. */
const changeOf = ({ action, agentId, outcome }: Act): Record<string, unknown> => {
  if (action === 'assigned') return { assignee_id: agentId, ...say('Taken.') };
  if (action === 'solved') return { status: 'solved', ...say(`Done: ${outcome ?? 'no outcome given'}.`) };
  return { status: 'open', ...say(action === 'seen' ? 'Seen.' : 'Called the customer.') };
};

const callFieldsOf = (ticket: KeptTicket, { action, outcome, compensationUsd, minutes }: Act) => ({
  step: action === 'seen' || action === 'called' ? action : ticket.call.step,
  outcome: outcome ?? ticket.call.outcome,
  compensationUsd: compensationUsd === undefined ? ticket.call.compensationUsd : String(compensationUsd),
  minutes: minutes === undefined ? ticket.call.minutes : String(minutes),
});

const wrong = (message: string): SimulatedAnswer => ({ status: 400, body: { message } });

/** @param tell posts the ticket to the webhook */
export const createAgentDoor =
  (tickets: Tickets, tell: (ticket: KeptTicket) => void) =>
  ({ method, path, body }: SimulatedRequest): SimulatedAnswer => {
    const id = Number(path.split('/')[2]?.split('?')[0]);
    const parsed = act.safeParse(JSON.parse(body.toString() || 'null'));
    if (method !== 'POST' || !parsed.success)
      return wrong('POST {action: assigned|seen|called|solved, agentId?, outcome?, compensationUsd?, minutes?}.');
    try {
      const ticket = tickets.update(id, { ticket: changeOf(parsed.data) });
      ticket.call = callFieldsOf(ticket, parsed.data);
      tell(ticket);
      return { status: 200, body: ticket };
    } catch (error) {
      if (error instanceof SupportError) return answerError(error);
      throw error;
    }
  };
