import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import { type FactsDeps, readFacts } from './read-facts.ts';
import type { ReadyPrograms } from './ready-programs.ts';

export type WarmUpDeps = FactsDeps & {
  programs: Pick<ProgramStore<AnyProgram>, 'list'>;
  ready: Pick<ReadyPrograms, 'get'>;
  /** Reads what is read once: the secrets. */
  secrets: () => Promise<unknown>;
};

/** Nobody has this id: an app's ids have no space. */
const nobody = ' warm-up';

/** All to their end, whatever becomes of one. @throws what the first threw that failed */
const all = async (work: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
};

/**
 * Does before the first event what it would wait for: programs, templates, models and secrets are read, connections to the
 * tables opened; all at once. What fails keeps nothing else from being warm: a program may be taken away just now.
 * @throws what a store throws that is away; the first event will ask again
 */
export const warmUp = async (deps: WarmUpDeps): Promise<void> => {
  const makeReady = async (): Promise<void> => {
    const programs = (await deps.programs.list()).filter(
      ({ program }) => program.kind === 'reactive' && program.enabled,
    );
    await all(programs.map(({ program }) => deps.ready.get(program.programId)));
  };
  const key = { customerId: nobody, issueType: nobody, programId: nobody };
  await all([makeReady(), deps.secrets(), readFacts(deps, key, ['engagement'])]);
};
