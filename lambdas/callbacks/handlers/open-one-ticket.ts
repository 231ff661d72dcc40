import type { CaseActions, IssueCase } from '../../issues/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import { type Callback, hasEnded } from '../domain/callback.ts';
import { firstLookAtCase } from '../domain/case-looks.ts';
import type { Agent } from '../domain/choose-agent.ts';
import { SupportRefusedError } from '../domain/support-errors.ts';
import { withTicket } from '../domain/support-facts.ts';
import { draftTicket, type Ticket } from '../domain/ticket.ts';
import { advance } from '../domain/transitions.ts';
import type { CallbackBook, Cases, SupportDesk, SupportFactsBook } from '../ports.ts';
import { pickAgent } from './pick-agent.ts';
import { readTicketContext, type TicketContextDeps } from './ticket-context.ts';
import { updateCallback } from './update-callback.ts';

export type OpenTicketDeps = TicketContextDeps & {
  book: CallbackBook;
  desk: SupportDesk;
  cases: Cases;
  actions: Pick<CaseActions, 'markCalling'>;
  facts: SupportFactsBook;
  metrics: CountMetrics;
  clock: Clock;
};
export type Opened = 'opened' | 'already' | 'ended' | 'cancelled' | 'missing';

/**
 * Gives a callback its ticket and its agent. Safe to repeat and to break off anywhere: the ticket is known by its external
 * id, so that a second one is never made.
 * @throws TransientError, SupportRefusedError
 */
export const openOneTicket = async (deps: OpenTicketDeps, callbackId: string): Promise<Opened> => {
  const callback = await deps.book.get(callbackId);
  if (!callback) return 'missing';
  if (hasEnded(callback)) return 'ended';
  const issue = await deps.cases.get(callback.caseId);
  if (!issue || issue.state === 'closed') return cancel(deps, callbackId);
  if (callback.kind === 'call') await deps.actions.markCalling(callback.caseId, callbackId);
  if (isKept(callback)) return 'already';
  const agent = await pickAgent(deps, callback.language);
  const ticket = await openFor(deps, { callback, issue, agent });
  await keep(deps, callback, { ticket, agent });
  deps.metrics.addMetric('TicketsOpened', 'Count', 1);
  logger.info('ticket opened', {
    ...{ callbackId, ticketId: ticket.ticketId, assigned: ticket.assigneeId !== undefined, kind: callback.kind },
    customer: customerHash(callback.customerId),
  });
  return 'opened';
};

/** A webhook may tell us of our ticket before we have kept it: then it is still to be watched. */
const isKept = ({ ticketId, check }: Callback): boolean => ticketId !== undefined && check?.what !== 'ticket';

/** Help came before the call did, or the case is gone. */
const cancel = async (deps: OpenTicketDeps, callbackId: string): Promise<Opened> => {
  const event = { kind: 'cancelled' as const, at: deps.clock.now().toISOString(), reason: 'case-closed' };
  await updateCallback(deps, callbackId, (seen) => {
    const advanced = advance(seen, event);
    return advanced.kind === 'advanced' ? advanced.next : undefined;
  });
  return 'cancelled';
};

type Opening = { callback: Callback; issue: IssueCase; agent: Agent | undefined };

/** An agent the support system does not take (left the team a minute ago) must not keep the ticket from being made. */
const openFor = async (deps: OpenTicketDeps, { callback, issue, agent }: Opening): Promise<Ticket> => {
  const context = await readTicketContext(deps, callback, issue);
  const draft = draftTicket(callback, context);
  if (!agent) return deps.desk.open(draft);
  try {
    return await deps.desk.open({ ...draft, assigneeId: agent.agentId });
  } catch (error) {
    if (!(error instanceof SupportRefusedError)) throw error;
    return deps.desk.open(draft);
  }
};

const keep = async (
  deps: OpenTicketDeps,
  { callbackId, customerId, issueType }: Callback,
  { ticket, agent }: { ticket: Ticket; agent: Agent | undefined },
): Promise<void> => {
  const at = deps.clock.now().toISOString();
  const { ticketId, assigneeId, openedAt, updatedAt } = ticket;
  await deps.facts.update(customerId, (facts) =>
    withTicket(facts, { ticketId, status: 'open', at, updatedAt, openedAt, issueType }),
  );
  await updateCallback(deps, callbackId, (seen) => {
    if (isKept(seen)) return undefined;
    const known = withFirstCheck({ ...seen, ticketId, updatedAt: at }, at);
    if (assigneeId === undefined) return known;
    const agentName = assigneeId === agent?.agentId ? { agentName: agent.name } : {};
    const advanced = advance(known, { kind: 'assigned', at, agentId: assigneeId, ...agentName });
    return advanced.kind === 'advanced' ? advanced.next : known;
  });
};

/**
 * With a ticket, calls are watched; an escalation has no deadline, but is called off when its case ends. A webhook may have
 * been faster than this.
 */
const withFirstCheck = (callback: Callback, at: string): Callback => {
  const { check, ...rest } = callback;
  if (check?.what !== 'ticket') return callback;
  if (callback.kind === 'escalation') return { ...rest, check: firstLookAtCase(at) };
  if (callback.date.called !== undefined) return rest;
  if (callback.date.seen !== undefined) return { ...rest, check: { what: 'called', at: callback.calledBy } };
  return { ...rest, check: { what: 'seen', at: callback.seenBy } };
};
