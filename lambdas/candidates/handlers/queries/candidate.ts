import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { hasExpired } from '../../domain/serving/expiry.ts';
import type { CandidateStore } from '../../ports.ts';
import { candidateView } from '../graphql/candidate-view.ts';

const argumentsSchema = z.object({ customerId: idArgument, programId: idArgument, subject: idArgument });

type Deps = { candidates: Pick<CandidateStore, 'get'>; clock: Clock };

/** One candidate by its key, or null; one that has expired is no longer there. */
export const createCandidate =
  ({ candidates, clock }: Deps): FieldHandler =>
  async (call) => {
    const found = await candidates.get(parseArguments(argumentsSchema, call));
    return found && !hasExpired(found, clock.now()) ? candidateView(found) : null;
  };
