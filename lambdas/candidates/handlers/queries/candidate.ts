import * as z from 'zod';
import type { CandidateStore } from '../../ports.ts';
import { candidateView } from '../graphql/candidate-view.ts';
import { type FieldHandler, idArgument, parseArguments } from '../graphql/resolver-event.ts';

const argumentsSchema = z.object({ customerId: idArgument, programId: idArgument, subject: idArgument });

/** One candidate by its key, or null. */
export const createCandidate =
  ({ candidates }: { candidates: Pick<CandidateStore, 'get'> }): FieldHandler =>
  async (call) => {
    const found = await candidates.get(parseArguments(argumentsSchema, call));
    return found ? candidateView(found) : null;
  };
