// The support system: tickets as it got them, and an agent who acts on one (simulator's /_agent).
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { heading } from '../print.ts';
import { until } from '../until.ts';

type Comment = { body: string; public: boolean };
type Kept = {
  ticket: { id: number; external_id: string | null; subject: string; priority: string; tags: string[] };
  comments: Comment[];
};

const deskOf = (outputs: Outputs): string => pick(outputs.endpoints.simulators, 'support');

/** The ticket that one of our callbacks or escalations made, once it is there. */
const ticketWhere = (outputs: Outputs, what: string, is: (kept: Kept) => boolean): Promise<Kept> =>
  until(what, async () => ((await (await fetch(`${deskOf(outputs)}/_tickets`)).json()) as Kept[]).find(is));

/** Shows a ticket as agents see it. @returns its number */
const showTicket = ({ ticket, comments }: Kept): number => {
  heading(`Ticket ${ticket.id}, as the support system got it: ${ticket.subject}`);
  console.log(`  priority ${ticket.priority}; tags ${ticket.tags.join(', ')}`);
  for (const { body, public: open } of comments) {
    console.log(`  ${open ? 'public' : 'internal note'}:`);
    console.log(body.trim().replaceAll(/^/gm, '    '));
  }
  return ticket.id;
};

export const showTicketOfCall = async (outputs: Outputs, callbackId: string): Promise<number> =>
  showTicket(
    await ticketWhere(outputs, 'a ticket of the call', ({ ticket }) => ticket.external_id === `herald-${callbackId}`),
  );

/** An escalation's ticket names its case. */
export const showTicketOfCase = async (outputs: Outputs, caseId: string): Promise<number> =>
  showTicket(
    await ticketWhere(outputs, 'a ticket of the escalation', ({ comments, ticket }) =>
      [ticket.subject, ...comments.map(({ body }) => body)].some((text) => text.includes(caseId)),
    ),
  );

const acts = [
  { action: 'seen' },
  { action: 'called' },
  { action: 'solved', outcome: 'solved', compensationUsd: 10, minutes: 4 },
];

/** The agent looks, calls and solves; each is told to Herald by webhook. */
export const solveByPhone = async (outputs: Outputs, ticket: number): Promise<void> => {
  heading(`The agent calls (${deskOf(outputs)}/_agent/${ticket})`);
  for (const act of acts) {
    const answer = await fetch(`${deskOf(outputs)}/_agent/${ticket}`, { method: 'POST', body: JSON.stringify(act) });
    if (!answer.ok) throw new Error(`The support system answered ${answer.status}: ${await answer.text()}`);
    console.log(`  ${JSON.stringify(act)}`);
  }
};
