import * as z from 'zod';
import {
  type FieldHandler,
  idArgument,
  limitArgument,
  parseArguments,
  tokenArgument,
} from '../../../shared/graphql/resolver-event.ts';
import type { RunLedger } from '../../ports.ts';
import { runView } from '../graphql/run-view.ts';

const runArguments = z.object({ runId: idArgument });
const runsArguments = z.object({ programId: idArgument, limit: limitArgument, nextToken: tokenArgument });

/** One run, or null. @throws InvalidInputError for a run id that reads wrong */
export const createRun =
  ({ ledger }: { ledger: Pick<RunLedger, 'get'> }): FieldHandler =>
  async (call) => {
    const { runId } = parseArguments(runArguments, call);
    const found = await ledger.get(runId);
    return found ? runView(found) : null;
  };

/** Runs of a program, newest first. */
export const createRuns =
  ({ ledger }: { ledger: Pick<RunLedger, 'list'> }): FieldHandler =>
  async (call) => {
    const { programId, ...page } = parseArguments(runsArguments, call);
    const found = await ledger.list(programId, page);
    return { ...found, items: found.items.map(runView) };
  };
