import type { Clock } from '../../shared/clock.ts';
import { routeFields } from '../../shared/graphql/resolver-event.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import type { CandidateStore } from '../ports.ts';
import { recentPrograms } from './graphql/recent-programs.ts';
import { createCandidate } from './queries/candidate.ts';
import { createCandidatesForChannel } from './queries/candidates-for-channel.ts';
import { createCandidatesForCustomer } from './queries/candidates-for-customer.ts';
import { createProgram, createPrograms } from './queries/programs.ts';
import { createRun, createRuns } from './queries/runs.ts';
import { createWhy, type WhyDeps } from './queries/why.ts';

export type QueryCandidatesDeps = WhyDeps & {
  candidates: Pick<CandidateStore, 'forChannel' | 'forCustomer' | 'get'>;
  programs: Pick<ProgramStore, 'current' | 'list'>;
  /** Of every kind that makes candidates. */
  served: Pick<ProgramStore<AnyProgram>, 'current' | 'list'>;
  clock: Clock;
};

/** Answers every field of `type Query`; one Lambda, so that it stays warm. */
export const createQueryCandidates = (deps: QueryCandidatesDeps): ((event: unknown) => Promise<unknown>) =>
  routeFields({
    candidatesForChannel: createCandidatesForChannel({ ...deps, program: recentPrograms(deps.served, deps.clock) }),
    candidatesForCustomer: createCandidatesForCustomer(deps),
    candidate: createCandidate(deps),
    why: createWhy(deps),
    programs: createPrograms(deps),
    program: createProgram(deps),
    run: createRun(deps),
    runs: createRuns(deps),
  });
