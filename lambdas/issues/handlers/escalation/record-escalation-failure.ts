import * as z from 'zod';
import { type CaughtError, explainFailure, type RunFailure } from '../../../candidates/index.ts';
import { messageOf } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { CaseLists } from '../../ports.ts';

export type RecordEscalationFailureDeps = { lists: Pick<CaseLists, 'writeFailure'> };

// Every field forgives: a failure whose record fails would be lost.
const text = z.string().optional().catch(undefined);
const failureInput = z.object({
  step: text,
  state: z.object({ error: z.object({ Error: text, Cause: text }).catch({}) }).catch({ error: {} }),
  list: z.object({ programId: text, key: text }).optional().catch(undefined),
  execution: z.object({ arn: text }).catch({}),
});

/**
 * Leaves a record that says what to do: `escalations/failures/<execution>.json` in the data bucket, or, for one list of
 * cases (`list` is set), a log line, because the run goes on with the others. Never throws.
 */
export const createRecordEscalationFailure =
  ({ lists }: RecordEscalationFailureDeps) =>
  async (event: unknown): Promise<RunFailure> => {
    const { step, state, list, execution } = failureInput.catch({ state: { error: {} }, execution: {} }).parse(event);
    const failure = explainFailure(step ?? 'unknown step', state.error as CaughtError);
    logger.error(list ? 'list of cases failed' : 'escalation failed', {
      ...list,
      execution: execution.arn,
      ...failure,
    });
    if (list) return failure;
    try {
      await lists.writeFailure(execution.arn?.split(':').at(-1) ?? 'unknown', failure);
    } catch (problem) {
      logger.error('could not keep the failure record', { cause: messageOf(problem) });
    }
    return failure;
  };
