import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { StoredCandidate } from '../../domain/candidate.ts';
import { mayMove, nextStates } from '../../domain/candidate-state.ts';
import type { CandidateStore, DecisionLog } from '../../ports.ts';
import { candidateView } from '../graphql/candidate-view.ts';
import { type FieldHandler, idArgument, parseArguments } from '../graphql/resolver-event.ts';

type Deps = { candidates: Pick<CandidateStore, 'get' | 'transition'>; log: Pick<DecisionLog, 'append'>; clock: Clock };

const argumentsSchema = z
  .object({
    customerId: idArgument,
    programId: idArgument,
    subject: idArgument,
    to: z.enum(['active', 'contacted', 'engaged', 'closed']),
    closedReason: z.enum(['consumed', 'resolved', 'escalated', 'expired', 'withdrawn']).exactOptional(),
    reason: z.string().min(1, 'must say why').max(500, 'must be at most 500 characters'),
  })
  .refine(({ to, closedReason }) => (to === 'closed') === (closedReason !== undefined), {
    path: ['closedReason'],
    message: 'is needed to close a candidate, and only then',
  });
type Asked = z.infer<typeof argumentsSchema>;

/**
 * Moves a candidate by hand and notes in the decision log who did it and why.
 * @throws NotFoundError @throws ConflictError for a transition that is not allowed
 */
export const createSetCandidateState =
  ({ candidates, log, clock }: Deps): FieldHandler =>
  async (call) => {
    const asked = parseArguments(argumentsSchema, call);
    const { customerId, programId, subject, to, closedReason, reason } = asked;
    const key = { customerId, programId, subject };
    const { state: from } = allowedMove(await candidates.get(key), asked);
    const at = clock.now().toISOString();
    const moved = await candidates.transition(key, { from, to, at, ...(closedReason && { closedReason }) });
    const by = call.caller;
    await log.append({ ...key, at, kind: 'state-change', reason: `${from} → ${to}: ${reason}`, by });
    logger.info('state changed', { programId, customer: customerHash(customerId), from, to });
    return candidateView(moved);
  };

const allowedMove = (found: StoredCandidate | undefined, { programId, subject, to }: Asked): StoredCandidate => {
  if (!found) {
    throw new NotFoundError(`This customer has no candidate of ${programId} for ${subject}`, {
      whatToDo: 'Look them up with candidatesForCustomer.',
    });
  }
  if (mayMove(found.state, to)) return found;
  const next = nextStates(found.state).join(' or ') || 'nowhere';
  throw new ConflictError(`The candidate is ${found.state} and may go to ${next}, not to ${to}`, {
    whatToDo: 'Read the candidate again and choose an allowed state.',
  });
};
