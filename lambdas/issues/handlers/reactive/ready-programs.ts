// Programs made ready for events: read, pinned, compiled and kept, so that no event waits for any of it.
import { churnRiskFeatureGroup, compileChain, type FilterChain } from '../../../candidates/index.ts';
import type { Programs, TemplateStore } from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { messageOf, NotFoundError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { FilterStep } from '../../../shared/programs/filter-step-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { ReactiveProgram } from '../../../shared/programs/reactive-program-schema.ts';
import { type ChannelRules, compileChannelRules } from '../../domain/choose-channels.ts';
import type { RiskScorer } from '../../ports.ts';

export type ReadyProgram = {
  pinned: PinnedProgram<ReactiveProgram>;
  templateHash: string;
  chain: FilterChain;
  channelRules: ChannelRules;
  /** Of the customer: what models and filters want. */
  featureGroups: readonly string[];
};
export type ReadyPrograms = {
  /** @throws NotFoundError when there is no such reactive program */
  get(programId: string): Promise<ReadyProgram>;
  /** Waits for what is being read anew beside the events: nothing may be under way when the Lambda is frozen. */
  settle(): Promise<void>;
};
export type ReadyProgramsDeps = {
  programs: Programs;
  templates: Pick<TemplateStore, 'current' | 'pin'>;
  risk: Pick<RiskScorer, 'groups'>;
  clock: Clock;
};
type Kept = { ready: ReadyProgram; readAt: number };

/** A deployment is followed within a minute; the event that finds the program old still uses the old one. */
const keptMs = 60_000;

export const readyPrograms = (deps: ReadyProgramsDeps): ReadyPrograms => {
  const kept = new Map<string, Kept>();
  const refreshing = new Map<string, Promise<void>>();
  const read = async (programId: string): Promise<ReadyProgram> => {
    const ready = await makeReady(deps, programId, kept.get(programId)?.ready);
    kept.set(programId, { ready, readAt: deps.clock.now().getTime() });
    return ready;
  };
  const refresh = (programId: string): void => {
    if (refreshing.has(programId)) return;
    const done = read(programId)
      .then(() => undefined)
      .catch((error) => logger.warn('program not read anew, the old one stays', { programId, cause: messageOf(error) }))
      .finally(() => refreshing.delete(programId));
    refreshing.set(programId, done);
  };
  return {
    get: async (programId) => {
      const known = kept.get(programId);
      if (!known) return read(programId);
      if (deps.clock.now().getTime() - known.readAt > keptMs) refresh(programId);
      return known.ready;
    },
    settle: async () => void (await Promise.all(refreshing.values())),
  };
};

const makeReady = async (
  { programs, templates, risk }: ReadyProgramsDeps,
  programId: string,
  before: ReadyProgram | undefined,
): Promise<ReadyProgram> => {
  const [pinned, set] = await Promise.all([programs.current(programId), templates.current(programId)]);
  const program = pinned?.program;
  if (!pinned || program?.kind !== 'reactive') throw noSuchProgram(programId);
  if (before?.pinned.hash === pinned.hash && before.templateHash === set.hash) return before;
  const [groups] = await Promise.all([risk.groups(program), programs.pin(pinned), templates.pin(set)]);
  return {
    pinned: { ...pinned, program },
    templateHash: set.hash,
    chain: compileChain({ ...program, filterChain: [takesPart, ...program.filterChain] }),
    channelRules: compileChannelRules(program),
    featureGroups: [...new Set([churnRiskFeatureGroup, ...groups])],
  };
};

/** Before all else: under which law could a customer be written to whose marketplace takes no part, or is unknown? */
const takesPart: FilterStep = {
  ...{ filterId: 'marketplace', type: 'eligibility', order: 1 },
  parameters: { checks: ['marketplace-enabled'] },
};

const noSuchProgram = (programId: string): NotFoundError =>
  new NotFoundError(`There is no reactive program ${programId}`, {
    whatToDo:
      'Apply Terraform: the rule of a program that is gone still sends events, or the program file is not there.',
  });
