import * as z from 'zod';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { logger } from '../../../shared/logger.ts';
import { isPeriod, periodArguments, periodProblem } from '../graphql/period-arguments.ts';
import { noSuchProgram } from '../queries/preview.ts';
import { type ReplayFailedDeps, replayFailed } from '../replay-failed.ts';

const argumentsSchema = z
  .object({ programId: idArgument, ...periodArguments, reason: z.string().min(1, 'must say why').max(500) })
  .refine(isPeriod, periodProblem);

/** `replayFailed`; asking again replays only what failed again. @throws NotFoundError when there is no such program */
export const createReplay =
  (deps: ReplayFailedDeps): FieldHandler =>
  async (call) => {
    const { reason, ...query } = parseArguments(argumentsSchema, call);
    if (!(await deps.programs.current(query.programId))) throw noSuchProgram(query.programId);
    const replay = await replayFailed(deps)(query);
    logger.info('failed messages replayed', { ...query, ...replay, reason, by: call.caller });
    return replay;
  };
