import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import {
  type FieldHandler,
  idArgument,
  limitArgument,
  parseArguments,
} from '../../../shared/graphql/resolver-event.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import type { StoredCandidate } from '../../domain/candidate.ts';
import { hasExpired } from '../../domain/serving/expiry.ts';
import type { CandidateStore } from '../../ports.ts';
import { candidateView } from '../graphql/candidate-view.ts';

type Deps = {
  candidates: Pick<CandidateStore, 'forCustomer'>;
  served: Pick<ProgramStore<AnyProgram>, 'list'>;
  clock: Clock;
};

const argumentsSchema = z.object({
  customerId: idArgument,
  programId: idArgument.exactOptional(),
  limit: limitArgument,
});

/** A customer's candidates in any state, of one program or of all, best first; not those that have expired. */
export const createCandidatesForCustomer =
  ({ candidates, served, clock }: Deps): FieldHandler =>
  async (call) => {
    const { customerId, programId, limit } = parseArguments(argumentsSchema, call);
    const programIds = programId === undefined ? await programIdsOf(served) : [programId];
    const found = await Promise.all(programIds.map((id) => candidates.forCustomer(customerId, id)));
    const now = clock.now();
    const live = found.flat().filter((candidate) => !hasExpired(candidate, now));
    return live.sort(byScore).slice(0, limit).map(candidateView);
  };

const programIdsOf = async (programs: Deps['served']): Promise<string[]> =>
  (await programs.list()).map(({ program }) => program.programId);

const byScore = (a: StoredCandidate, b: StoredCandidate): number =>
  b.score - a.score || (a.subject < b.subject ? -1 : 1);
