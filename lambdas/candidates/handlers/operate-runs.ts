import type { Clock } from '../../shared/clock.ts';
import { routeFields } from '../../shared/graphql/resolver-event.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import type { CandidateStore, DecisionLog, Executions, RunLedger } from '../ports.ts';
import { createReleaseRun } from './operations/release-run.ts';
import { createSetCandidateState } from './operations/set-candidate-state.ts';
import { createStartRun } from './operations/start-run.ts';

export type OperateRunsDeps = {
  programs: Pick<ProgramStore, 'current'>;
  executions: Pick<Executions, 'start' | 'succeedTask'>;
  ledger: Pick<RunLedger, 'get' | 'hold' | 'release'>;
  candidates: Pick<CandidateStore, 'get' | 'transition'>;
  log: Pick<DecisionLog, 'append'>;
  clock: Clock;
};

/** Answers the operators' fields of `type Mutation`. */
export const createOperateRuns = (deps: OperateRunsDeps): ((event: unknown) => Promise<unknown>) =>
  routeFields({
    startRun: createStartRun(deps),
    releaseRun: createReleaseRun(deps),
    setCandidateState: createSetCandidateState(deps),
  });
