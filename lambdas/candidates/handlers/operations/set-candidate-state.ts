import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { StoredCandidate } from '../../domain/candidate.ts';
import { candidateStates, closedReasons, refusalOf } from '../../domain/run/candidate-state.ts';
import { hasExpired } from '../../domain/serving/expiry.ts';
import type { CandidateKey, CandidateStore, DecisionLog } from '../../ports.ts';
import { candidateView } from '../graphql/candidate-view.ts';

type Deps = { candidates: Pick<CandidateStore, 'get' | 'transition'>; log: Pick<DecisionLog, 'append'>; clock: Clock };

const argumentsSchema = z
  .object({
    customerId: idArgument,
    programId: idArgument,
    subject: idArgument,
    to: z.enum(candidateStates),
    closedReason: z.enum(closedReasons).exactOptional(),
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
    const now = clock.now();
    const { state: from } = allowedMove(await liveCandidate(candidates, key, now), asked);
    const at = now.toISOString();
    const moved = await candidates.transition(key, { from, to, at, ...(closedReason && { closedReason }) });
    const by = call.caller;
    await log.append({ ...key, at, kind: 'state-change', reason: `${from} → ${to}: ${reason}`, by });
    logger.info('state changed', { programId, customer: customerHash(customerId), from, to });
    return candidateView(moved);
  };

const liveCandidate = async (
  candidates: Deps['candidates'],
  key: CandidateKey,
  now: Date,
): Promise<StoredCandidate> => {
  const found = await candidates.get(key);
  if (found && !hasExpired(found, now)) return found;
  throw new NotFoundError(`This customer has no candidate of ${key.programId} for ${key.subject}`, {
    whatToDo: 'Look them up with candidatesForCustomer.',
  });
};

const allowedMove = (found: StoredCandidate, { to, closedReason }: Asked): StoredCandidate => {
  const refusal = refusalOf({ from: found.state, to, closedReason });
  if (refusal === undefined) return found;
  throw new ConflictError(refusal, { whatToDo: 'Read the candidate again and choose an allowed state.' });
};
