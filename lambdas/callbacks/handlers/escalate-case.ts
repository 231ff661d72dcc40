import type { Programs } from '../../delivery/index.ts';
import { logger } from '../../shared/logger.ts';
import { escalationIdOf, hasEnded, mostEscalationRounds } from '../domain/callback.ts';
import type { QueueMessage } from '../ports.ts';
import { newCallback } from './new-callback.ts';
import { type Opened, type OpenTicketDeps, openOneTicket } from './open-one-ticket.ts';

export type EscalateCaseDeps = OpenTicketDeps & { programs: Pick<Programs, 'pinned'> };
type Escalation = Extract<QueueMessage, { kind: 'escalation' }>;

/**
 * A case that stays unresolved goes to the support team: the ticket of an open call is raised, else there is one of its own,
 * once per case and rule; once more when that was called off and the customer has opened the case again.
 * @throws TransientError, SupportRefusedError
 */
export const escalateCase = async (
  deps: EscalateCaseDeps,
  { caseId, action, ruleId }: Escalation,
): Promise<Opened | 'raised'> => {
  const issue = await deps.cases.get(caseId);
  if (!issue || issue.state === 'closed') return 'missing';
  if (await raiseOpenCall(deps, issue.callbackId, { action, ruleId })) return 'raised';
  const place = await placeOf(deps, caseId, ruleId);
  const wish = { ...place, escalation: { action, ruleId } };
  await deps.book.create(await newCallback(deps.programs, issue, { wish, now: deps.clock.now() }));
  return openOneTicket(deps, place.callbackId);
};

/** The rule's first escalation of the case, or the next after one that was called off. */
const placeOf = async ({ book }: EscalateCaseDeps, caseId: string, ruleId: string) => {
  let round = 1;
  while (round < mostEscalationRounds) {
    const known = await book.get(escalationIdOf(caseId, ruleId, round));
    if (known?.state !== 'cancelled') break;
    round += 1;
  }
  return { callbackId: escalationIdOf(caseId, ruleId, round), round };
};

const raiseOpenCall = async (
  { book, desk }: EscalateCaseDeps,
  callbackId: string | undefined,
  { action, ruleId }: Pick<Escalation, 'action' | 'ruleId'>,
): Promise<boolean> => {
  const call = callbackId === undefined ? undefined : await book.get(callbackId);
  if (call?.ticketId === undefined || hasEnded(call)) return false;
  const whom = action === 'escalate-to-manager' ? 'for the manager' : 'for the support team';
  const note = `Escalated by rule ${ruleId}, ${whom}: the issue is still unresolved.`;
  const { kind: outcome } = await desk.note(call.ticketId, { tag: `herald_rule_${ruleId}`, note, priority: 'urgent' });
  logger.info('open call raised', { callbackId, ruleId, outcome });
  return outcome !== 'over';
};
