import * as z from 'zod';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { logger } from '../../../shared/logger.ts';
import type { Executions, RunLedger } from '../../ports.ts';
import { runView } from '../graphql/run-view.ts';

type Deps = { ledger: Pick<RunLedger, 'get' | 'hold' | 'release'>; executions: Pick<Executions, 'succeedTask'> };

const argumentsSchema = z.object({ runId: idArgument });

/**
 * Lets a held run go on, once. The token leaves the ledger before it is used, so that two clicks release once; it goes
 * back if Step Functions could not be told, so that a later click still can.
 * @throws NotFoundError @throws ConflictError when it is not held, or released already
 */
export const createReleaseRun =
  ({ ledger, executions }: Deps): FieldHandler =>
  async (call) => {
    const { runId } = parseArguments(argumentsSchema, call);
    if (!(await ledger.get(runId))) throw noSuchRun(runId);
    const { taskToken } = await ledger.release(runId);
    try {
      await executions.succeedTask(taskToken, { releasedBy: call.caller });
    } catch (error) {
      if (!(error instanceof ConflictError)) await ledger.hold(runId, taskToken);
      throw error;
    }
    logger.info('run released', { runId, by: call.caller });
    const run = await ledger.get(runId);
    if (!run) throw noSuchRun(runId);
    return runView(run);
  };

const noSuchRun = (runId: string): NotFoundError =>
  new NotFoundError(`There is no run ${runId}`, { whatToDo: 'List the program’s runs with the query runs.' });
