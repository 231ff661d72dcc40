import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { ConflictError } from '../../../shared/errors.ts';
import {
  type FieldHandler,
  idArgument,
  parseArguments,
  type ResolverCall,
} from '../../../shared/graphql/resolver-event.ts';
import { logger } from '../../../shared/logger.ts';
import type { PauseFlag, PauseFlags, Programs } from '../../ports.ts';
import { noSuchProgram } from '../queries/preview.ts';

type Deps = { pauseFlags: PauseFlags; programs: Pick<Programs, 'current'>; clock: Clock };
type Kind = 'program' | 'campaign';

const reason = z.string().min(1, 'must say why').max(500, 'must be at most 500 characters');

const scopeOf = (kind: Kind, call: ResolverCall): string => {
  const id = kind === 'program' ? 'programId' : 'campaignId';
  const asked = parseArguments(z.object({ [id]: idArgument }), call);
  return `${kind}#${asked[id]}`;
};

/**
 * Holds up a program or a campaign, or stops a campaign for good. A campaign may be held up before it is planned.
 * @throws ConflictError when it is stopped already @throws NotFoundError when there is no such program
 */
export const createPause =
  ({ pauseFlags, programs, clock }: Deps, kind: Kind, state: PauseFlag['state'] = 'paused'): FieldHandler =>
  async (call) => {
    const scope = scopeOf(kind, call);
    const asked = parseArguments(z.object({ reason }), call);
    if (kind === 'program') await refuseUnknown(programs, String(call.args.programId));
    if (state === 'paused') await refuseStopped(pauseFlags, scope);
    const at = clock.now().toISOString();
    await pauseFlags.set(scope, { state, at, by: call.caller, reason: asked.reason });
    logger.info(`${state}`, { scope, by: call.caller });
    return { scope, state, at };
  };

/** Lets it go on; what is overdue is released within five minutes. @throws ConflictError when it is stopped */
export const createResume =
  ({ pauseFlags, clock }: Omit<Deps, 'programs'>, kind: Kind): FieldHandler =>
  async (call) => {
    const scope = scopeOf(kind, call);
    await refuseStopped(pauseFlags, scope);
    await pauseFlags.clear(scope);
    logger.info('resumed', { scope, by: call.caller });
    return { scope, state: 'running', at: clock.now().toISOString() };
  };

const refuseUnknown = async (programs: Pick<Programs, 'current'>, programId: string): Promise<void> => {
  if (!(await programs.current(programId))) throw noSuchProgram(programId);
};

const refuseStopped = async (pauseFlags: Pick<PauseFlags, 'get'>, scope: string): Promise<void> => {
  if ((await pauseFlags.get(scope))?.state !== 'stopped') return;
  throw new ConflictError(`${scope} is stopped and never goes on`, { whatToDo: 'Start a new campaign.' });
};
